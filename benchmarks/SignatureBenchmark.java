import dev.baton.api.aws.sigv4.Expected;
import dev.baton.api.aws.sigv4.Verifier;
import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures alone: how many microseconds a signed call of the JSON protocol costs, with the
 * headers that the aws CLI sends.
 *
 * <p>Run it with benchmarks/run.sh signature [CALLS].
 */
public final class SignatureBenchmark {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final String SCOPE = "20260102/eu-central-1/codepipeline/aws4_request";
  private static final byte[] BODY = "{\"name\":\"site\"}".getBytes(StandardCharsets.UTF_8);
  private static final int ROUNDS = 5;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  public static void main(String[] arguments) throws Exception {
    int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
    AccessKey key =
        new AccessKey(
            "AKIAEXAMPLE", "s".repeat(40), Principal.user("1", "bob"), AT, Optional.empty());
    Map<String, AccessKey> keys = Map.of(key.id(), key);
    Verifier verifier = new Verifier(id -> Optional.ofNullable(keys.get(id)), () -> AT);
    Request request = signed(key);
    Expected expected = Expected.of("eu-central-1", "codepipeline");
    for (int round = 1; round <= ROUNDS; round++) {
      long start = System.nanoTime();
      long used = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < calls; i++) {
        if (!verifier.verify(request, expected, BODY).keyId().equals(key.id())) {
          throw new IllegalStateException();
        }
      }
      double micros = (System.nanoTime() - start) / 1e3 / calls;
      double own = (THREADS.getCurrentThreadCpuTime() - used) / 1e3 / calls;
      System.out.printf(
          "round %d: %.2f us a call by the clock, %.2f us of this thread's time%n",
          round, micros, own);
    }
  }

  private static Request signed(AccessKey key) throws Exception {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-amz-json-1.1");
    headers.put("host", "localhost:8080");
    headers.put("x-amz-date", "20260102T030405Z");
    headers.put("x-amz-target", "CodePipeline_20150709.GetPipelineState");
    String names = String.join(";", headers.keySet());
    String canonical =
        "POST\n/\n\n"
            + headers.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue() + "\n")
                .collect(Collectors.joining())
            + "\n"
            + names
            + "\n"
            + hash(BODY);
    String toSign =
        "AWS4-HMAC-SHA256\n20260102T030405Z\n"
            + SCOPE
            + "\n"
            + hash(canonical.getBytes(StandardCharsets.UTF_8));
    byte[] mac = ("AWS4" + key.secret()).getBytes(StandardCharsets.UTF_8);
    for (String part : SCOPE.split("/")) {
      mac = hmac(mac, part);
    }
    Headers all = Headers.of("User-Agent", "aws-cli/2", "Accept-Encoding", "identity");
    for (Map.Entry<String, String> each : headers.entrySet()) {
      all = all.with(each.getKey(), each.getValue());
    }
    all =
        all.with(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(key.id(), SCOPE, names, HexFormat.of().formatHex(hmac(mac, toSign))));
    return new Request("POST", "/", "", all, "127.0.0.1", InputStream.nullInputStream());
  }

  private static String hash(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
