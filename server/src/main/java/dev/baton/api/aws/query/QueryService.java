package dev.baton.api.aws.query;

import software.amazon.awssdk.core.SdkPojo;

/** A service that speaks the query protocol. Safe for concurrent use. */
public interface QueryService {

  /** As the signature's scope names it: {@code sts}. */
  String signingName();

  /** As {@code Version} says it, which no two of these services have in common. */
  String version();

  /** Of its XML. */
  String namespace();

  /**
   * Carries an action out.
   *
   * @throws dev.baton.api.aws.AwsFault when it is refused
   * @throws dev.baton.model.document.Refused the same
   */
  SdkPojo answer(Asker asker, String action, Form form);
}
