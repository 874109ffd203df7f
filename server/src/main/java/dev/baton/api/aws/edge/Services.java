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

  private Services() {}

  /** The signing name of a target's service; a target of no known one keeps its own name. */
  public static String signing(String target) {
    String service = target.replaceFirst("\\..*$", "").replaceFirst("_[0-9]{8}$", "");
    return SIGNING.getOrDefault(service, service.toLowerCase(Locale.ROOT));
  }
}
