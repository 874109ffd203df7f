package dev.baton.api.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.api.aws.sigv4.Expected.Rules;
import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Whatever the SDK signs verifies; whatever was changed after that does not. */
final class VerifierProperties {

  private static final AccessKey KEY =
      new AccessKey(
          "AKIAEXAMPLE",
          "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
          Principal.user("123456789012", "bob"),
          SdkSigner.AT,
          Optional.empty());

  private final Verifier verifier =
      new Verifier(id -> Optional.of(KEY).filter(k -> k.id().equals(id)), () -> SdkSigner.AT);

  record Plain(
      SdkHttpMethod method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body,
      boolean s3,
      boolean presigned) {

    Request signed() {
      String text =
          query.entrySet().stream()
              .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
              .collect(Collectors.joining("&"));
      SdkSigner signer = new SdkSigner(KEY, s3 ? "s3" : "codepipeline");
      if (presigned) {
        signer.presigning(Duration.ofMinutes(5));
      }
      return signer.sign(
          method,
          "https://localhost:8080/" + path + (text.isEmpty() ? "" : "?" + text),
          headers,
          body.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Expected expected() {
      return new Expected(
          List.of(SdkSigner.REGION), s3 ? "s3" : "codepipeline", s3 ? Rules.S3 : Rules.STANDARD);
    }
  }

  @Property(tries = 300)
  void whatTheSdkSignsVerifies(@ForAll("requests") Plain plain) {
    assertThat(verify(plain.signed(), plain).principal()).isEqualTo(KEY.owner());
  }

  @Property(tries = 600)
  void oneOtherCharacterAnywhereIsRefused(
      @ForAll("requests") Plain plain,
      @ForAll @IntRange(max = 1_000_000) int where,
      @ForAll("characters") char other) {
    Request signed = plain.signed();
    List<String> parts = parts(signed, plain);
    int part = where % parts.size();
    String text = parts.get(part);
    if (text.isEmpty()) {
      return;
    }
    int at = (where / parts.size()) % text.length();
    String changed = text.substring(0, at) + other + text.substring(at + 1);
    if (meansTheSame(text, changed, at)) {
      return;
    }
    List<String> mutated = new ArrayList<>(parts);
    mutated.set(part, changed);

    Request request = rebuilt(signed, mutated);

    assertThatThrownBy(() -> verify(request, plain))
        .as("%s became %s", text, changed)
        .isInstanceOf(SignatureFault.class);
  }

  /** Equal but for the case of percent digits, the kind of a space, or a space among spaces. */
  private static boolean meansTheSame(String text, String changed, int at) {
    return changed.equalsIgnoreCase(text)
            && text.lastIndexOf('%', at) >= Math.max(0, at - 2)
            && text.lastIndexOf('%', at) >= 0
        || changed.equals(text);
  }

  private Verified verify(Request request, Plain plain) {
    Claim claim = verifier.check(request, plain.expected());
    try {
      if (!plain.s3()) {
        return claim.verify(request.body().readAllBytes());
      }
      Claim.Opened opened = claim.open();
      opened.body().readAllBytes();
      return opened.verified();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Method, path, query, each signed header's value, and the body where it is signed. */
  private static List<String> parts(Request request, Plain plain) {
    List<String> parts =
        new ArrayList<>(List.of(request.method(), request.path(), request.query()));
    request.headers().fields().stream()
        .filter(f -> isSigned(request, f))
        .forEach(f -> parts.add(f.value()));
    if (!(plain.s3() && plain.presigned())) {
      parts.add(plain.body());
    }
    return parts;
  }

  private static boolean isSigned(Request request, Headers.Field field) {
    String all =
        request.header("authorization").orElse("")
            + java.net.URLDecoder.decode(request.query(), StandardCharsets.UTF_8);
    return field.name().equals("authorization")
        || all.matches("(?s).*[=;]" + field.name() + "[;,&].*")
        || all.endsWith("=" + field.name());
  }

  private static Request rebuilt(Request r, List<String> parts) {
    List<Headers.Field> fields = new ArrayList<>();
    int next = 3;
    for (Headers.Field field : r.headers().fields()) {
      fields.add(isSigned(r, field) ? new Headers.Field(field.name(), parts.get(next++)) : field);
    }
    byte[] body =
        next < parts.size() ? parts.get(next).getBytes(StandardCharsets.UTF_8) : new byte[0];
    return new Request(
        parts.get(0),
        parts.get(1),
        parts.get(2),
        new Headers(fields),
        r.remote(),
        new ByteArrayInputStream(body));
  }

  @Provide
  Arbitrary<Character> characters() {
    return Arbitraries.of(
        "abzABZ0189/%.-_~+*=&;:,?#'\"!@$() \u00e4".chars().mapToObj(c -> (char) c).toList());
  }

  @Provide
  Arbitrary<Plain> requests() {
    Arbitrary<String> text =
        Arbitraries.strings().withChars("aB3 /+%&=~*.\u00e4\u20ac").ofMaxLength(8);
    Arbitrary<Map<String, String>> query =
        Arbitraries.maps(Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(4), text)
            .ofMaxSize(4);
    Arbitrary<Map<String, String>> headers =
        Arbitraries.maps(
                Arbitraries.strings()
                    .alpha()
                    .ofMinLength(1)
                    .ofMaxLength(5)
                    .map(s -> "X-Amz-Meta-" + s),
                Arbitraries.strings().withChars("abc ,=\"").ofMaxLength(10))
            .ofMaxSize(3)
            .map(VerifierProperties::differentNames);
    Arbitrary<String> path =
        Arbitraries.of(
            "",
            "a",
            "a/b",
            "a%20b",
            "a%2Fb",
            "key%2B%25",
            "%C3%A4",
            "a/b/",
            "a%28b%29",
            "a~b_c-d.e");
    return Combinators.combine(
            Arbitraries.of(SdkHttpMethod.POST, SdkHttpMethod.PUT, SdkHttpMethod.GET),
            path,
            query,
            headers,
            text,
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(
            (method, p, q, h, body, s3, presigned) ->
                new Plain(method, p, q, h, s3 || !presigned ? body : "", s3, presigned));
  }

  private static Map<String, String> differentNames(Map<String, String> headers) {
    Map<String, String> different = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> different.putIfAbsent(name.toLowerCase(java.util.Locale.ROOT), value));
    return different;
  }
}
