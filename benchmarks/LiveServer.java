import dev.baton.api.aws.wire.Json;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A {@code baton server} of its own, on a data directory of its own, with a client that costs next
 * to nothing: it shares the machine with what is measured.
 */
final class LiveServer implements AutoCloseable {

  static final String ACCOUNT = "123456789012";
  static final String REGION = "ap-northeast-2";
  static final String CODEPIPELINE = "CodePipeline_20150709.";
  static final String CODEBUILD = "CodeBuild_20161006.";
  static final String LOGS = "Logs_20140328.";

  private static final Path HOME = Path.of(System.getProperty("baton.home"));
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Process process;
  private final Path directory;
  private final URI address;
  private final Map<?, ?> key;

  private LiveServer(Process process, Path directory, URI address, Map<?, ?> key) {
    this.process = process;
    this.directory = directory;
    this.address = address;
    this.key = key;
  }

  /** Starts one on a new directory and returns when it says that it listens. */
  static LiveServer start(String... flags) throws Exception {
    return start(Files.createTempDirectory("baton-benchmark-"), flags);
  }

  /** Starts one on a directory that it deletes when it is closed. */
  static LiveServer start(Path directory, String... flags) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("server", "--listen", "127.0.0.1:0", "--account", ACCOUNT));
    command.addAll(List.of("--region", REGION));
    command.addAll(List.of(flags));
    Process process = baton(directory, command).start();
    try {
      BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), "UTF-8"));
      String line = out.readLine();
      if (line == null || !line.startsWith("Baton listens on ")) {
        throw new IllegalStateException("the server does not start: " + line);
      }
      byte[] secret = Files.readAllBytes(data(directory).resolve("administrator-key.json"));
      return new LiveServer(
          process,
          directory,
          URI.create(line.substring("Baton listens on ".length())),
          (Map<?, ?>) Json.tree(secret));
    } catch (Exception e) {
      process.destroy();
      throw e;
    }
  }

  private static Path data(Path directory) {
    return directory.resolve("data");
  }

  private static ProcessBuilder baton(Path directory, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("baton").toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(directory.resolve("stderr").toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(BATON|AWS)_.*"));
    builder.environment().put("BATON_DATA", data(directory).toString());
    return builder;
  }

  /** Runs a command of the owner beside the server. */
  void command(String... arguments) throws Exception {
    run(baton(directory, List.of(arguments)));
  }

  private static void run(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(builder.command() + ": " + said);
    }
  }

  /**
   * A pipeline "site": a git source, a build of one command, and, when that is wanted, somebody's
   * approval.
   */
  void site(boolean approval) throws Exception {
    Path source = Files.createDirectory(directory.resolve("source"));
    Files.writeString(source.resolve("page.html"), "<p>hello</p>\n");
    for (String step :
        List.of(
            "init -q -b main",
            "add -A",
            "-c user.name=B -c user.email=b@example.org commit -q -m first")) {
      List<String> git = new ArrayList<>(List.of("git", "-C", source.toString()));
      git.addAll(List.of(step.split(" ")));
      run(new ProcessBuilder(git));
    }
    project("site-build", List.of("true"));
    Path file = directory.resolve("pipeline.json");
    Files.writeString(file, PIPELINE.replace("@GATE@", approval ? GATE : ""));
    command("pipelines", "create", file.toString(), "--source", "Source=" + source);
  }

  private static final String PIPELINE =
      """
      {"pipeline": {"name": "site", "version": 1, "roleArn": "arn:aws:iam::123456789012:role/site",
        "artifactStore": {"type": "S3", "location": "site-artifacts"},
        "stages": [
          {"name": "Source", "actions": [{"name": "Source",
            "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit",
              "version": "1"},
            "configuration": {"RepositoryName": "site", "BranchName": "main"},
            "outputArtifacts": [{"name": "Page"}]}]},
          {"name": "Build", "actions": [{"name": "Build",
            "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild",
              "version": "1"},
            "configuration": {"ProjectName": "site-build"},
            "inputArtifacts": [{"name": "Page"}]}]}@GATE@]}}
      """;
  private static final String GATE =
      """
      , {"name": "Release", "actions": [{"name": "Approve",
          "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual",
            "version": "1"}}]}
      """;

  /** A build project without a source. */
  void project(String name, List<String> commands) throws Exception {
    boolean pipeline = name.startsWith("site");
    StringBuilder spec = new StringBuilder("version: 0.2\nphases:\n  build:\n    commands:\n");
    commands.forEach(command -> spec.append("      - ").append(command).append('\n'));
    String json =
        Json.compact(
            out ->
                Json.write(
                    out,
                    Map.of(
                        "name",
                        name,
                        "source",
                        Map.of(
                            "type",
                            pipeline ? "CODEPIPELINE" : "NO_SOURCE",
                            "buildspec",
                            spec.toString()),
                        "artifacts",
                        Map.of("type", pipeline ? "CODEPIPELINE" : "NO_ARTIFACTS"),
                        "environment",
                        Map.of(
                            "type",
                            "LINUX_CONTAINER",
                            "image",
                            "aws/codebuild/standard:7.0",
                            "computeType",
                            "BUILD_GENERAL1_SMALL"),
                        "serviceRole",
                        "arn:aws:iam::123456789012:role/build")));
    try (Line line = connect()) {
      line.ask(CODEBUILD + "CreateProject", json);
    }
  }

  /** A connection that is kept alive; for one thread. */
  Line connect() throws IOException {
    return new Line();
  }

  /** Processor time that the server has used, in nanoseconds. */
  long used() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** What of the server is in memory, in MiB; 0 where the system does not say. */
  long residentMebibytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum()
          / 1024;
    }
  }

  /** One connection. */
  final class Line implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    private Line() throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    /**
     * Signs, asks, and reads the answer.
     *
     * @throws IllegalStateException when it is not a 200
     */
    Map<?, ?> ask(String target, String json) throws Exception {
      return read(send(signed(target, json)));
    }

    /** One build, as BatchGetBuilds tells it. */
    Map<?, ?> build(String id) throws Exception {
      Map<?, ?> answer = ask(CODEBUILD + "BatchGetBuilds", "{\"ids\": [\"" + id + "\"]}");
      return (Map<?, ?>) ((List<?>) answer.get("builds")).getFirst();
    }

    /** A page of a build's log, from its beginning or after a token. */
    Events events(Map<?, ?> build, String token) throws Exception {
      Map<String, Object> asked = new TreeMap<>();
      Map<?, ?> logs = (Map<?, ?>) build.get("logs");
      if (logs.get("streamName") == null) {
        return new Events(List.of(), token); // It has not begun to write.
      }
      asked.put("logGroupName", logs.get("groupName"));
      asked.put("logStreamName", logs.get("streamName"));
      asked.put("startFromHead", true);
      if (!token.isEmpty()) {
        asked.put("nextToken", token);
      }
      Map<?, ?> answer = ask(LOGS + "GetLogEvents", Json.compact(out -> Json.write(out, asked)));
      return new Events(
          ((List<?>) answer.get("events"))
              .stream()
                  .map(event -> String.valueOf(((Map<?, ?>) event).get("message")).strip())
                  .toList(),
          String.valueOf(answer.get("nextForwardToken")));
    }

    /** Sends what {@link #signed} made. */
    Answer send(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      int status = Integer.parseInt(head().substring(9, 12));
      int length = 0;
      for (String field = head(); !field.isEmpty(); field = head()) {
        if (field.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(field.substring(15).strip());
        }
      }
      return new Answer(status, in.readNBytes(length));
    }

    private String head() throws IOException {
      StringBuilder line = new StringBuilder(64);
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new EOFException("the server has hung up");
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  record Answer(int status, byte[] body) {}

  /** A page of a log, and the token of the next. */
  record Events(List<String> lines, String token) {}

  /**
   * What an answer says.
   *
   * @throws IllegalStateException when it is not a 200
   */
  static Map<?, ?> read(Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(
          answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return (Map<?, ?>) Json.tree(answer.body());
  }

  /** A whole signed request, as it goes over the wire; good for a quarter of an hour. */
  byte[] signed(String target, String json) throws GeneralSecurityException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String at = BASIC.format(Instant.now());
    String service =
        Map.of(CODEPIPELINE, "codepipeline", CODEBUILD, "codebuild", LOGS, "logs")
            .get(target.substring(0, target.indexOf('.') + 1));
    String scope = at.substring(0, 8) + "/" + REGION + "/" + service + "/aws4_request";
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-amz-json-1.1");
    headers.put("host", address.getAuthority());
    headers.put("x-amz-date", at);
    headers.put("x-amz-target", target);
    String names = String.join(";", headers.keySet());
    StringBuilder fields = new StringBuilder();
    headers.forEach((name, value) -> fields.append(name + ":" + value + "\n"));
    String canonical = "POST\n/\n\n" + fields + "\n" + names + "\n" + hash(body);
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + at
            + "\n"
            + scope
            + "\n"
            + hash(canonical.getBytes(StandardCharsets.UTF_8));
    byte[] mac = ("AWS4" + key.get("secretAccessKey")).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      mac = hmac(mac, part);
    }
    String head =
        "POST / HTTP/1.1\r\n"
            + fields.toString().replace("\n", "\r\n")
            + "User-Agent: aws-cli/2\r\nAccept-Encoding: identity\r\nAuthorization: "
            + "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s\r\n"
                .formatted(
                    key.get("accessKeyId"),
                    scope,
                    names,
                    HexFormat.of().formatHex(hmac(mac, toSign)))
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    return (head + json).getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  /** "p50 1.20 ms, p95 ..." of nanoseconds, which it sorts. */
  static String spread(long[] nanos) {
    Arrays.sort(nanos);
    return "p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, most %.2f ms"
        .formatted(
            nanos[nanos.length / 2] / 1e6,
            nanos[(int) (nanos.length * 0.95)] / 1e6,
            nanos[(int) (nanos.length * 0.99)] / 1e6,
            nanos[nanos.length - 1] / 1e6);
  }

  /** Stops the server, and deletes its directory. */
  @Override
  public void close() throws Exception {
    stop();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Stops the server. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
