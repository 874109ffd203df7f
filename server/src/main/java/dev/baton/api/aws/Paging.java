package dev.baton.api.aws;

import dev.baton.api.aws.model.Models;
import dev.baton.api.aws.model.ServiceModel;
import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * Puts handlers' places into tokens, and takes them out again, at the one door that every request
 * goes through. A token belongs to its operation, account, region and everything else that was
 * asked, but for the size of the page.
 */
final class Paging {

  private static final List<String> TOKEN = List.of("nextToken", "NextToken");
  private static final List<String> SIZE = List.of("maxResults", "MaxResults", "limit");

  private final PageTokens tokens;
  private final ShapeWriter writer = new ShapeWriter(Timestamps.EPOCH, ZoneOffset.UTC);

  Paging(PageTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The request with the place in the token's stead.
   *
   * @throws AwsFault when the token is none of this request's
   */
  <I extends SdkPojo> I opened(Caller caller, Operation<?, ?> operation, I request) {
    Optional<SdkField<?>> field = tokenField(request);
    // Whose answer has no such member makes its own tokens: GetLogEvents has one for each way.
    if (tokenField(operation.response().get()).isEmpty()) {
      return request;
    }
    if (field.isEmpty() || !(field.get().getValueOrDefault(request) instanceof String token)) {
      return request;
    }
    if (token.isEmpty()) {
      return request;
    }
    String place =
        tokens
            .open(context(caller, operation, request), token)
            .orElseThrow(
                () ->
                    new AwsFault(
                        type(operation),
                        400,
                        "The next token is not one that Baton gave out for this request."));
    return with(request, field.get(), place);
  }

  /** The answer with a token in the place's stead. */
  <O extends SdkPojo> O sealed(
      Caller caller, Operation<?, ?> operation, SdkPojo request, O response) {
    Optional<SdkField<?>> field = tokenField(response);
    if (field.isEmpty() || !(field.get().getValueOrDefault(response) instanceof String place)) {
      return response;
    }
    String token = tokens.seal(context(caller, operation, request), place);
    return with(response, field.get(), token);
  }

  private static String type(Operation<?, ?> operation) {
    return Models.bundled()
        .service(operation.service())
        .map(model -> model.badToken(operation.name()))
        .orElse(ServiceModel.COMMON);
  }

  private String context(Caller caller, Operation<?, ?> operation, SdkPojo request) {
    SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) request).toBuilder();
    for (SdkField<?> field : builder.sdkFields()) {
      if (TOKEN.contains(field.locationName()) || SIZE.contains(field.locationName())) {
        field.set(builder, null);
      }
    }
    SdkPojo rest = (SdkPojo) ((Buildable) builder).build();
    return String.join(
        "\n",
        operation.target(),
        caller.account(),
        caller.region(),
        Json.compact(out -> writer.write(out, rest)));
  }

  private static Optional<SdkField<?>> tokenField(SdkPojo shape) {
    return TOKEN.stream()
        .<SdkField<?>>mapMulti(
            (name, found) -> {
              SdkField<?> field = shape.sdkFieldNameToField().get(name);
              if (field != null) {
                found.accept(field);
              }
            })
        .findFirst();
  }

  /** A copy's builder builds the shape that it was made from. */
  @SuppressWarnings("unchecked")
  private static <T extends SdkPojo> T with(T shape, SdkField<?> field, String value) {
    SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) shape).toBuilder();
    field.set(builder, value);
    return (T) ((Buildable) builder).build();
  }
}
