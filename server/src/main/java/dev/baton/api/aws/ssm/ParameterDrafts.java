package dev.baton.api.aws.ssm;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.TagMap;
import dev.baton.api.aws.model.BoundedPattern;
import dev.baton.port.ParameterStore;
import dev.baton.port.ParameterStore.Details;
import dev.baton.port.ParameterStore.Draft;
import dev.baton.port.ParameterStore.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/**
 * What a PutParameter asks for, checked as Parameter Store does. Who gives no tier gets the one
 * that the value needs, as with the default tier Intelligent-Tiering. A description and a pattern
 * that are not given again stay.
 */
final class ParameterDrafts {

  static final TagMap TAGS = new TagMap("TooManyTagsError", "ValidationException");

  private static final int STANDARD_BYTES = 4096;
  private static final int ADVANCED_BYTES = 8192;
  private static final String STANDARD = "Standard";
  private static final String ADVANCED = "Advanced";

  private ParameterDrafts() {}

  static Draft of(
      Caller caller, PutParameterRequest request, Optional<ParameterStore.Parameter> before) {
    String name = ParameterNames.plain(caller, required(request.name(), "name"));
    String value = required(request.value(), "value");
    refuseUnknown(request);
    boolean overwrite = Boolean.TRUE.equals(request.overwrite());
    Type type = type(request.typeAsString(), before);
    Details details =
        new Details(
            given(request.description()).or(() -> kept(before, Details::description)),
            given(request.allowedPattern()).or(() -> kept(before, Details::allowedPattern)),
            keyId(request, type).or(() -> kept(before, Details::keyId)),
            tier(name, value, request.tierAsString(), before),
            caller.arn());
    details.allowedPattern().ifPresent(pattern -> checkPattern(pattern, type, value));
    return new Draft(name, type, value, overwrite, details, tags(request, overwrite));
  }

  private static void refuseUnknown(PutParameterRequest request) {
    if (request.policies() != null && !request.policies().isBlank()) {
      throw new AwsFault(
          "InvalidPolicyTypeException", 400, "Policies of parameters are not supported.");
    }
    if (request.dataType() != null && !request.dataType().equals("text")) {
      throw AwsFault.validation(
          "The data type " + request.dataType() + " is not supported; text is.");
    }
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(it -> !it.isEmpty());
  }

  private static Optional<String> kept(
      Optional<ParameterStore.Parameter> before, Function<Details, Optional<String>> member) {
    return before.map(ParameterStore.Parameter::details).flatMap(member);
  }

  private static Optional<String> keyId(PutParameterRequest request, Type type) {
    Optional<String> key = given(request.keyId());
    if (key.isPresent() && type != Type.SECURE_STRING) {
      throw AwsFault.validation("KeyId is for parameters of type SecureString only.");
    }
    return key;
  }

  private static Map<String, String> tags(PutParameterRequest request, boolean overwrite) {
    if (overwrite && !request.tags().isEmpty()) {
      throw AwsFault.validation(
          "Invalid request: tags and overwrite can't be used together. To create a parameter with"
              + " tags, please remove overwrite flag. To update tags for an existing parameter,"
              + " please use AddTagsToResource or RemoveTagsFromResource.");
    }
    return TAGS.of(
        request.tags().stream().map(tag -> new TagMap.Given(tag.key(), tag.value())).toList());
  }

  private static String tier(
      String name,
      String value,
      @Nullable String asked,
      Optional<ParameterStore.Parameter> before) {
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > ADVANCED_BYTES) {
      throw AwsFault.validation(
          "The value of %s has %d bytes; at most %d are allowed."
              .formatted(name, bytes, ADVANCED_BYTES));
    }
    boolean advanced = before.filter(p -> p.details().tier().equals(ADVANCED)).isPresent();
    if (STANDARD.equals(asked)) {
      checkStandard(bytes, advanced);
      return STANDARD;
    }
    return advanced || ADVANCED.equals(asked) || bytes > STANDARD_BYTES ? ADVANCED : STANDARD;
  }

  private static void checkStandard(int bytes, boolean advanced) {
    if (advanced) {
      throw AwsFault.validation(
          "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from"
              + " the advanced-parameter tier to the standard-parameter tier.");
    }
    if (bytes > STANDARD_BYTES) {
      throw AwsFault.validation(
          "Standard tier parameters support a maximum parameter value of 4096 characters. To create"
              + " a larger parameter value, upgrade the parameter to use the advanced-parameter"
              + " tier.");
    }
  }

  private static void checkPattern(String pattern, Type type, String value) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new AwsFault(
          "InvalidAllowedPatternException",
          400,
          "The allowed pattern is no regular expression: " + pattern);
    }
    BoundedPattern allowed = new BoundedPattern(pattern);
    List<String> values = type == Type.STRING_LIST ? List.of(value.split(",", -1)) : List.of(value);
    if (!values.stream().allMatch(allowed::matches)) {
      throw new AwsFault(
          "ParameterPatternMismatchException",
          400,
          "Parameter value, cannot be validated against allowedPattern: " + pattern);
    }
  }

  private static Type type(@Nullable String asked, Optional<ParameterStore.Parameter> before) {
    if (asked == null) {
      return before
          .map(ParameterStore.Parameter::type)
          .orElseThrow(
              () ->
                  AwsFault.validation("A parameter type is required when you create a parameter."));
    }
    return Arrays.stream(Type.values())
        .filter(type -> type.awsName().equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                new AwsFault(
                    "UnsupportedParameterType",
                    400,
                    "The parameter type " + asked + " is not supported."));
  }
}
