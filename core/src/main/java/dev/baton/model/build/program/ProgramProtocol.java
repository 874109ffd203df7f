package dev.baton.model.build.program;

/**
 * The words between a program and its runner. An event is a row of fields, each ended by NUL: the
 * token, the kind, and as many values as the kind has. After each event the log carries a mark, NUL
 * token NUL: the event's place among the output.
 */
public final class ProgramProtocol {

  /** PHASE. */
  public static final String PHASE_STARTED = "phase-started";

  /** PHASE, 1 or 0: whether it succeeded. */
  public static final String PHASE_ENDED = "phase-ended";

  /** PHASE, index, {@link #COMMAND} or {@link #FINALLY}. */
  public static final String STARTED = "started";

  /** As {@link #STARTED}, and the exit status. */
  public static final String ENDED = "ended";

  /** Name, 1 or 0: whether it was ever set, value. */
  public static final String EXPORTED = "exported";

  /** Key, value. */
  public static final String EXPANDED = "expanded";

  /** PHASE, why. */
  public static final String CANNOT_RUN = "cannot-run";

  /** Nothing: the program came to its end. */
  public static final String FINISHED = "finished";

  /** Of the phase's commands. */
  public static final String COMMAND = "command";

  /** Of the phase's finally commands. */
  public static final String FINALLY = "finally";

  /** Scope of a program whose processes are a process group of their own. */
  public static final String GROUP = "group";

  /** Scope of a program that shares its process group with others. */
  public static final String ALONE = "alone";

  private ProgramProtocol() {}

  /** How many values follow a kind; -1 for an unknown kind. */
  public static int fields(String kind) {
    return switch (kind) {
      case FINISHED -> 0;
      case PHASE_STARTED -> 1;
      case PHASE_ENDED, EXPANDED, CANNOT_RUN -> 2;
      case STARTED, EXPORTED -> 3;
      case ENDED -> 4;
      default -> -1;
    };
  }

  /**
   * The line that lets a program begin.
   *
   * @param token unguessable, of letters and digits; no command must know it
   */
  public static String go(String token, String scope) {
    return "go " + token + " " + scope + "\n";
  }
}
