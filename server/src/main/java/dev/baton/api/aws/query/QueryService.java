package dev.baton.api.aws.query;

import dev.baton.api.aws.Audit;
import java.util.Optional;
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
   * What an action that changes something goes on record as; empty for one that does not.
   *
   * @param form may be anything
   */
  Optional<Audit.Call> onRecord(String action, Form form);

  /**
   * Carries an action out.
   *
   * @throws dev.baton.api.aws.AwsFault when it is refused
   * @throws dev.baton.model.document.Refused the same
   */
  SdkPojo answer(Asker asker, String action, Form form);
}
