package dev.baton.api.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request of AWS's own test suite verifies, and by no other secret. */
final class AwsTestSuiteTest {

  private static final Instant AT = Instant.parse("2015-08-30T12:36:00Z");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Principal OWNER = Principal.user("123456789012", "example");
  private static final Expected EXPECTED = Expected.of("us-east-1", "service");

  private record Case(String name, Request request, byte[] body) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsRequestsVerify(Case each) {
    Verified verified = verifier(each, SECRET).verify(each.request(), EXPECTED, each.body());

    assertThat(verified).isEqualTo(new Verified(OWNER, "AKIDEXAMPLE"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noneVerifiesByAnotherSecret(Case each) {
    Verifier verifier = verifier(each, SECRET.replace("KEY", "KEX"));

    Refusals.assertRefused(
        Reason.MISMATCH, () -> verifier.verify(each.request(), EXPECTED, each.body()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noneVerifiesWithAnotherBody(Case each) {
    Verifier verifier = verifier(each, SECRET);

    Refusals.assertRefused(
        Reason.MISMATCH, () -> verifier.verify(each.request(), EXPECTED, new byte[] {'x'}));
  }

  @Test
  void allOfThemAreThere() {
    assertThat(cases()).hasSize(34);
  }

  private static Verifier verifier(Case each, String secret) {
    Optional<AccessKey.Temporary> temporary =
        each.request()
            .header("x-amz-security-token")
            .map(t -> new AccessKey.Temporary(t, AT.plus(Duration.ofHours(1)), Optional.empty()));
    AccessKey key = new AccessKey("AKIDEXAMPLE", secret, OWNER, AT, temporary);
    return new Verifier(id -> Optional.of(key).filter(k -> k.id().equals(id)), () -> AT);
  }

  static Stream<Case> cases() {
    String text;
    try (InputStream in = AwsTestSuiteTest.class.getResourceAsStream("test-suite.txt")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Stream.of(text.split("(?m)^case ")).skip(1).map(AwsTestSuiteTest::parsed);
  }

  private static Case parsed(String text) {
    String name = text.substring(0, text.indexOf('\n'));
    String request = section(text, "req");
    int blank = request.indexOf("\n\n");
    String head = blank < 0 ? request.stripTrailing() : request.substring(0, blank);
    String body = blank < 0 ? "" : request.substring(blank + 2);
    List<String> lines = List.of(head.split("\n(?! )"));
    List<Headers.Field> fields = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      fields.add(new Headers.Field(line.substring(0, colon), line.substring(colon + 1)));
    }
    fields.add(new Headers.Field("Authorization", section(text, "authz").strip()));
    String first = lines.getFirst();
    String target = first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' '));
    int mark = target.indexOf('?');
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Case(
        name,
        new Request(
            first.substring(0, first.indexOf(' ')),
            mark < 0 ? target : target.substring(0, mark),
            mark < 0 ? "" : target.substring(mark + 1),
            new Headers(fields),
            "127.0.0.1",
            new ByteArrayInputStream(bytes)),
        bytes);
  }

  private static String section(String text, String name) {
    return text.lines()
        .dropWhile(line -> !line.equals(name))
        .skip(1)
        .takeWhile(line -> line.startsWith(" "))
        .map(line -> line.substring(1))
        .collect(Collectors.joining("\n"));
  }
}
