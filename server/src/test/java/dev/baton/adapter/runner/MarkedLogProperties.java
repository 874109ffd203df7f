package dev.baton.adapter.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Marks are found wherever the pipe cuts, and nothing else is taken. */
final class MarkedLogProperties {

  private static final String MARK = "\0token\0";

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(MARK, "\0", "\0tok", "token\0", "x", "line\n", "\0\0", "\0token", "en\0")
        .list()
        .ofMaxSize(30);
  }

  @Property(tries = 500)
  void everyMarkIsTakenOutAndNothingElse(
      @ForAll("pieces") List<String> pieces, @ForAll @IntRange(min = 1, max = 9) int cut)
      throws IOException {
    String text = String.join("", pieces);
    StringBuilder heard = new StringBuilder();
    MarkedLog log =
        new MarkedLog(
            "token",
            new MarkedLog.Sink() {
              @Override
              public void output(byte[] bytes, int offset, int length) {
                heard.append(new String(bytes, offset, length, StandardCharsets.US_ASCII));
              }

              @Override
              public void mark() {
                heard.append("<mark>");
              }
            });

    log.read(slowly(text, cut));

    assertThat(heard.toString()).isEqualTo(text.replace(MARK, "<mark>"));
  }

  private static InputStream slowly(String text, int cut) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(cut, length));
      }
    };
  }
}
