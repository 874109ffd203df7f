package dev.baton.api.aws.edge;

import java.util.Locale;
import java.util.Map;

/** What services are called in a signature's scope. */
public final class Services {

  private static final Map<String, String> SIGNING =
      Map.of(
          "CodePipeline", "codepipeline",
          "CodeBuild", "codebuild",
          "AmazonSSM", "ssm",
          "secretsmanager", "secretsmanager",
          "Logs", "logs");

  /** An underscore and eight digits. */
  private static final int VERSION = 9;

  private Services() {}

  /** The signing name of a target's service; a target of no known one keeps its own name. */
  public static String signing(String target) {
    int dot = target.indexOf('.');
    String service = withoutVersion(dot < 0 ? target : target.substring(0, dot));
    return SIGNING.getOrDefault(service, service.toLowerCase(Locale.ROOT));
  }

  /** {@code CodeBuild_20161006} is {@code CodeBuild}. */
  private static String withoutVersion(String prefix) {
    int mark = prefix.length() - VERSION;
    return mark >= 0
            && prefix.charAt(mark) == '_'
            && prefix.chars().skip(mark + 1L).allMatch(c -> c >= '0' && c <= '9')
        ? prefix.substring(0, mark)
        : prefix;
  }
}
