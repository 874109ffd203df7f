package dev.baton.http;

import java.io.IOException;

/** Answers requests. Safe for concurrent use. */
@FunctionalInterface
public interface Handler {

  Response handle(Request request) throws IOException;
}
