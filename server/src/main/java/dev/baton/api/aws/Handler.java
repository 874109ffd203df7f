package dev.baton.api.aws;

import software.amazon.awssdk.core.SdkPojo;

/** Carries an operation out. Throws {@link AwsFault} or {@code Refused} when it does not. */
@FunctionalInterface
public interface Handler<I extends SdkPojo, O extends SdkPojo> {

  O handle(Caller caller, I request);
}
