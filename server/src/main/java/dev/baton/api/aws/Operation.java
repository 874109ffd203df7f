package dev.baton.api.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation as AWS names it, with its shapes.
 *
 * @param target what {@code X-Amz-Target} says: {@code CodePipeline_20150709.GetPipeline}
 * @param kind whether it changes anything
 * @param request makes an empty builder of the request
 * @param response makes an empty builder of the response
 */
public record Operation<I extends SdkPojo, O extends SdkPojo>(
    String target,
    Kind kind,
    Supplier<? extends SdkPojo> request,
    Supplier<? extends SdkPojo> response) {

  /** Whether an operation may be answered beside the owner of the data. */
  public enum Kind {
    READS,
    CHANGES
  }

  /** An operation that changes nothing. */
  public static <I extends SdkPojo, O extends SdkPojo> Operation<I, O> reads(
      String target, Supplier<? extends SdkPojo> request, Supplier<? extends SdkPojo> response) {
    return new Operation<>(target, Kind.READS, request, response);
  }

  /** An operation that only the owner of the data may carry out. */
  public static <I extends SdkPojo, O extends SdkPojo> Operation<I, O> changes(
      String target, Supplier<? extends SdkPojo> request, Supplier<? extends SdkPojo> response) {
    return new Operation<>(target, Kind.CHANGES, request, response);
  }

  /** The part after the dot. */
  public String name() {
    return target.substring(target.indexOf('.') + 1);
  }

  /** The part before the dot. */
  public String service() {
    return target.substring(0, target.indexOf('.'));
  }
}
