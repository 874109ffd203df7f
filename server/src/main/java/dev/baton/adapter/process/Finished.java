package dev.baton.adapter.process;

import java.nio.charset.StandardCharsets;

/**
 * How a command ended.
 *
 * @param exitStatus as a shell counts: 128 + n for signal n
 * @param output standard output, up to the command's limit
 * @param errors standard error, up to the command's limit
 * @param truncated whether there was more than the limit
 * @param timedOut whether it was ended because it took too long
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and text would lose bytes
public record Finished(
    int exitStatus, byte[] output, byte[] errors, boolean truncated, boolean timedOut) {

  public boolean succeeded() {
    return exitStatus == 0 && !timedOut;
  }

  /** Standard output as text; what is no UTF-8 is replaced. */
  public String text() {
    return new String(output, StandardCharsets.UTF_8);
  }

  /** Standard error as text; what is no UTF-8 is replaced. */
  public String errorText() {
    return new String(errors, StandardCharsets.UTF_8);
  }
}
