package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.AwsFault;
import dev.baton.port.PipelineStore;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.WebhookAuthConfiguration;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;
import software.amazon.awssdk.services.codepipeline.model.WebhookFilterRule;

/** What CodePipeline allows in a webhook (reference section 7). */
final class WebhookRules {

  private static final String NAME = "[A-Za-z0-9_\\-]+";

  /** Members and elements, one after the other; no filters and no functions. */
  private static final Pattern PATH =
      Pattern.compile(
          "\\$(?:\\.\\.?(?:" + NAME + "|\\*)|\\['" + NAME + "'\\]|\\[(?:[0-9]{1,9}|\\*)\\])*+");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");
  private static final Pattern IPV4 =
      Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})/([0-9]{1,2})");

  private WebhookRules() {}

  /** Each type of authentication has its own property, and no other. */
  static void checkAuthentication(WebhookDefinition given) {
    WebhookAuthConfiguration configuration = given.authenticationConfiguration();
    boolean secret = configuration.secretToken() != null;
    boolean range = configuration.allowedIPRange() != null;
    String type = given.authenticationAsString();
    String wanted =
        switch (type) {
          case "GITHUB_HMAC" -> "SecretToken";
          case "IP" -> "AllowedIPRange";
          default -> "";
        };
    if (secret != wanted.equals("SecretToken") || range != wanted.equals("AllowedIPRange")) {
      throw authentication(
          "Optional['authenticationConfig' should contain only one property: '" + wanted + "']");
    }
    if (range && !isRange(configuration.allowedIPRange())) {
      throw authentication(
          "AllowedIPRange is a range of IPv4 addresses in CIDR notation, as 203.0.113.0/24: "
              + configuration.allowedIPRange());
    }
  }

  private static boolean isRange(String text) {
    Matcher range = IPV4.matcher(text);
    if (!range.matches() || Integer.parseInt(range.group(5)) > 32) {
      return false;
    }
    for (int i = 1; i <= 4; i++) {
      if (Integer.parseInt(range.group(i)) > 255) {
        return false;
      }
    }
    return true;
  }

  /** The action must be one of the pipeline's sources, and have what the filters refer to. */
  static void checkTarget(WebhookDefinition given, PipelineStore.Stored pipeline) {
    Optional<ActionDeclaration> action =
        DefinitionShapes.read(pipeline).stages().stream()
            .flatMap(stage -> stage.actions().stream())
            .filter(a -> a.name().equals(given.targetAction()))
            .filter(a -> "Source".equals(a.actionTypeId().categoryAsString()))
            .findFirst();
    if (action.isEmpty()) {
      throw AwsFault.validation(
          "Pipeline %s has no source action %s: a webhook's target is one."
              .formatted(pipeline.key().name(), given.targetAction()));
    }
    given.filters().forEach(filter -> checkFilter(filter, action.get().configuration()));
  }

  private static void checkFilter(WebhookFilterRule filter, Map<String, String> configuration) {
    if (!PATH.matcher(filter.jsonPath()).matches()) {
      throw pattern(
          "jsonPath is a path of members and elements, as $.ref or $.commits[0].id: "
              + filter.jsonPath());
    }
    if (filter.matchEquals() == null) {
      return;
    }
    Matcher placeholders = PLACEHOLDER.matcher(filter.matchEquals());
    while (placeholders.find()) {
      String key = placeholders.group(1);
      if (!configuration.containsKey(key)) {
        throw pattern(
            "matchEquals refers to {" + key + "}, which the target action's configuration has not");
      }
    }
  }

  private static AwsFault pattern(String message) {
    return new AwsFault("InvalidWebhookFilterPatternException", 400, message);
  }

  static AwsFault authentication(String message) {
    return new AwsFault("InvalidWebhookAuthenticationParametersException", 400, message);
  }
}
