package dev.baton.http;

/**
 * One address of Baton's own, and what answers there.
 *
 * @param path compared with the raw path, letter by letter: no other spelling reaches the handler
 * @param access what a caller must show
 */
public record Route(String method, String path, Access access, Handler handler) {

  /** What a caller must show before a handler runs. */
  public enum Access {
    /** Nothing: the answer is a status and says nothing of what Baton holds. */
    OPEN,
    /** The token for metrics. */
    METRICS,
    /** A user's or administrator's signature, which the handler judges together with the body. */
    USER,
    /** An administrator's signature, judged by the handler, too. */
    ADMINISTRATOR
  }
}
