package dev.baton.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.aws.AwsFault;
import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The owner's door opens for its token alone, and commands pass through it unchanged. */
final class OwnApiTest {

  private static final String TOKEN = "0123456789abcdef";

  /** A door that answers 200 for everything it lets in. */
  private static final class Door {

    private final TokenGuard guard = new TokenGuard(TOKEN, _ -> Response.empty(200));

    int knock(Map<String, String> headers, String method) throws IOException {
      List<Headers.Field> fields =
          headers.entrySet().stream()
              .map(h -> new Headers.Field(h.getKey(), h.getValue()))
              .toList();
      return guard
          .handle(
              new Request(
                  method,
                  "/",
                  "",
                  new Headers(fields),
                  "127.0.0.1",
                  new ByteArrayInputStream(new byte[0])))
          .status();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer 0123456789abcde",
        "Bearer 0123456789abcdef0",
        "bearer 0123456789abcdef",
        "Basic 0123456789abcdef",
        "0123456789abcdef"
      })
  void withoutTheTokenNothingIsAnswered(String shown) throws IOException {
    assertThat(new Door().knock(Map.of("authorization", shown), "POST")).isEqualTo(403);
  }

  @Test
  void withoutAHeaderNothingIsAnswered() throws IOException {
    assertThat(new Door().knock(Map.of(), "POST")).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"POST, 200", "GET, 405", "PUT, 405"})
  void withTheTokenOnlyAPostIsAnswered(String method, int status) throws IOException {
    assertThat(new Door().knock(Map.of("authorization", "Bearer " + TOKEN), method))
        .isEqualTo(status);
  }

  @Test
  void aPageInABrowserIsNotAnswered() throws IOException {
    Map<String, String> headers = new HashMap<>(Map.of("authorization", "Bearer " + TOKEN));
    headers.put("origin", "http://localhost:1234");
    assertThat(new Door().knock(headers, "POST")).isEqualTo(403);
  }

  @Property(tries = 200)
  void aRunArrivesAsItWasSent(@ForAll("texts") String text, @ForAll boolean waits) {
    RunCommand command =
        new RunCommand(
            text,
            Optional.of(text),
            Map.of("p", text),
            Map.of("s", text),
            Map.of(text, text),
            Map.of(),
            List.of(text, "all"),
            Optional.of(text),
            Map.of("E", text),
            text,
            waits);
    Assertions.assertThat(OwnCodec.run(OwnCodec.bytes(command))).isEqualTo(command);
  }

  @Property(tries = 200)
  void aBuildArrivesAsItWasSent(@ForAll("texts") String text) {
    BuildCommand command =
        new BuildCommand(
            text,
            Optional.empty(),
            text,
            Optional.of(text),
            Optional.of(new BuildCommand.NamedText(text, text)),
            Optional.empty(),
            List.of(new BuildCommand.Variable("N", text)),
            Optional.of(90),
            Map.of("E", text),
            text,
            true);
    Assertions.assertThat(OwnCodec.build(OwnCodec.bytes(command))).isEqualTo(command);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab \n\"\\\t{}[]:,é한🎉\u001b")
        .ofMaxLength(40)
        // No NUL: the reader refuses it, as no command or variable could carry it.
        // A lone half of a pair is no text: UTF-8 has no form for it.
        .filter(s -> StandardCharsets.UTF_8.newEncoder().canEncode(s));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{\"pipeline\":[]}", "{\"pipeline\":\"p\",\"approve\":{}}"})
  void whatIsNoCommandIsRefused(String json) {
    Assertions.assertThatThrownBy(() -> OwnCodec.run(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(AwsFault.class);
  }

  @Test
  void valuesAreNotPrinted() {
    RunCommand command =
        new RunCommand(
            "p",
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of("V", "hidden"),
            Map.of(),
            List.of(),
            Optional.empty(),
            Map.of("E", "hidden"),
            "t",
            true);
    assertThat(command.toString()).doesNotContain("hidden");
  }
}
