package dev.baton.model.audit;

import java.time.Instant;
import java.util.List;

/**
 * A call that changes something, or tried to. It holds names and never values: no secret, no
 * parameter's value, no environment variable, no token.
 *
 * @param id unique
 * @param at when it began
 * @param who the ARN of the principal
 * @param source the service as AWS names event sources, {@code codepipeline.amazonaws.com}; {@code
 *     baton} for what AWS does not have
 * @param operation {@code StartPipelineExecution}
 * @param resources what it named, and what it made; at most {@link #MOST}
 * @param result {@link #BEGUN}, {@link #OK}, or the type of the error
 */
public record AuditEntry(
    String id,
    Instant at,
    String who,
    Origin origin,
    String source,
    String operation,
    List<Resource> resources,
    String result) {

  /** Its end is not known: it is under way, or its process was killed. */
  public static final String BEGUN = "begun";

  public static final String OK = "ok";

  /** How many resources an entry names. */
  public static final int MOST = 20;

  private static final int LONGEST = 256;

  /**
   * Something that a call names.
   *
   * @param type what the call says it is: {@code pipelineName}
   */
  public record Resource(String type, String name) {

    public Resource {
      type = Texts.harmless(type, LONGEST);
      name = Texts.harmless(name, LONGEST);
    }
  }

  public AuditEntry {
    resources = List.copyOf(resources.subList(0, Math.min(MOST, resources.size())));
  }

  /** Whether a caller was refused; what has not ended is taken for done. */
  public static boolean isRefusal(String result) {
    return !result.equals(OK) && !result.equals(BEGUN);
  }

  /** The principal's last name. */
  public String name() {
    return who.substring(who.lastIndexOf('/') + 1);
  }
}
