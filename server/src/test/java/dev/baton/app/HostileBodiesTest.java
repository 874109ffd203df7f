package dev.baton.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies of who is let in and means harm: each is answered as AWS answers nonsense, and what was
 * there before is there after.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileBodiesTest {

  private static final String CREATE = "CodeBuild_20161006.CreateProject";
  private static final String LIST = "CodePipeline_20150709.ListPipelines";
  private static final int MANY = 1_000_000;

  private Doorstep server;

  @BeforeAll
  void open(@TempDir Path place) throws IOException {
    server = Doorstep.open(place);
    assertThat(server.call(CREATE, project("kept", "")).statuses()).containsExactly(200);
  }

  @AfterAll
  void close() {
    server.close();
  }

  @AfterEach
  void theServerIsWellAndHasWhatItHad() throws IOException {
    server.assertWell();
    Doorstep.Heard projects = server.call("CodeBuild_20161006.ListProjects", utf8("{}"));
    assertThat(projects.body()).isEqualTo("{\"projects\":[\"kept\"]}");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] project(String name, String more) {
    return utf8(
        """
        {"name":"%s","serviceRole":"arn:aws:iam::000000000000:role/r",
         "source":{"type":"NO_SOURCE","buildspec":"{version: 0.2}"},
         "artifacts":{"type":"NO_ARTIFACTS"},
         "environment":{"type":"LINUX_CONTAINER","image":"i","computeType":"BUILD_GENERAL1_SMALL"}
         %s}
        """
            .formatted(name, more));
  }

  private static void assertRefused(Doorstep.Heard heard) {
    assertThat(heard.statuses()).as(heard.text()).singleElement().isIn(400, 413);
    assertThat(heard.body())
        .contains("\"__type\":\"")
        .doesNotContain("Exception:", "\tat ", "ackson")
        .hasSizeLessThan(4_000);
  }

  static Stream<Named<byte[]>> bodiesThatAreNotJson() {
    return Stream.of(
        Named.of("nothing but an opening", utf8("{")),
        Named.of("a list", utf8("[]")),
        Named.of("a number", utf8("3")),
        Named.of("null", utf8("null")),
        Named.of("two documents", utf8("{}{}")),
        Named.of("what follows the end", utf8("{} x")),
        Named.of("a comment", utf8("{/* */}")),
        Named.of("a comma too many", utf8("{\"a\":1,}")),
        Named.of("other quotation marks", utf8("{'a':1}")),
        Named.of("no quotation marks", utf8("{a:1}")),
        Named.of("a control character", utf8("{\"a\":\"\u0000\"}")),
        Named.of("not a number", utf8("{\"a\":NaN}")),
        Named.of("infinity", utf8("{\"a\":-Infinity}")),
        Named.of("an octal number", utf8("{\"a\":017}")),
        Named.of("a signed number", utf8("{\"a\":+1}")),
        Named.of("a byte that UTF-8 has not", "{\"a\":\"\u00ff\"}".getBytes(ISO_8859_1)),
        Named.of("an overlong slash", "{\"a\":\"\u00c0\u00af\"}".getBytes(ISO_8859_1)),
        Named.of("half a character", "{\"a\":\"\u00e2\u0082\"}".getBytes(ISO_8859_1)),
        Named.of("UTF-16", "{}".getBytes(UTF_16)),
        Named.of("a name twice", utf8("{\"maxResults\":1,\"maxResults\":2}")),
        Named.of("lists in lists", utf8("[".repeat(MANY))),
        Named.of("objects in objects", utf8("{\"a\":".repeat(MANY))),
        Named.of("deep where nobody looks", deep(100_000)),
        Named.of("XML", utf8("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")),
        Named.of("YAML", utf8("a: &a [*a, *a]")));
  }

  private static byte[] deep(int levels) {
    return utf8("{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}");
  }

  @ParameterizedTest
  @MethodSource("bodiesThatAreNotJson")
  void whatIsNotJsonIsRefused(byte[] body) throws IOException {
    Doorstep.Heard heard = server.call(LIST, body);
    assertRefused(heard);
    assertThat(heard.body()).contains("SerializationException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "-1e999999999",
        "1e-999999999",
        "123456789012345678901234567890",
        "1.5",
        "\"1\"",
        "true",
        "{}",
        "[]",
        "-0.0000000000000000000000000000000000000001"
      })
  void aNumberThatIsNoneOfItsKindIsRefused(String number) throws IOException {
    assertRefused(server.call(LIST, utf8("{\"maxResults\":" + number + "}")));
  }

  @Test
  void aNumberOfAMillionDigitsIsRefused() throws IOException {
    String digits = "9".repeat(MANY);
    assertRefused(server.call(LIST, utf8("{\"maxResults\":" + digits + "}")));
    assertRefused(server.call(LIST, utf8("{\"maxResults\":1." + digits + "}")));
    assertRefused(server.call(LIST, utf8("{\"maxResults\":1e" + digits + "}")));
    assertRefused(server.call(LIST, utf8("{\"nobodyKnowsThis\":" + digits + "}")));
  }

  @Test
  void listsAndTextsOfAMillionAreRefused() throws IOException {
    String entry = "{\"name\":\"A\"},";
    String many = entry.repeat(MANY / 2) + "{\"name\":\"A\"}";
    assertRefused(server.call(CREATE, project("x", ",\"tags\":[" + "{},".repeat(MANY) + "{}]")));
    assertRefused(server.call(CREATE, project("x", ",\"secondarySources\":[" + many + "]")));
    assertRefused(server.call(CREATE, project("x".repeat(MANY), "")));
    assertRefused(
        server.call(CREATE, project("x", ",\"description\":\"" + "x".repeat(MANY) + "\"")));
  }

  @Test
  void membersThatNobodyKnowsAreIgnoredHoweverManyTheyAre() throws IOException {
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 300_000; i++) {
      many.append("\"m").append(i).append("\":0,");
    }
    Doorstep.Heard heard = server.call(LIST, utf8(many.append("\"z\":0}").toString()));
    assertThat(heard.statuses()).singleElement().isIn(200, 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../etc/passwd",
        "..%2f..%2fetc",
        "a/b",
        "/etc",
        ".",
        "..",
        "-oProxyCommand=x",
        "$(id)",
        "`id`",
        "a\\u0000b",
        "a\\r\\nX-Injected: 1",
        "\\u202egpj",
        "<script>alert(1)</script>",
        "' or 1=1 --",
        ""
      })
  void aNameThatIsAPathACommandOrAHeaderIsRefused(String name) throws IOException {
    Doorstep.Heard heard = server.call(CREATE, project(name, ""));
    assertRefused(heard);
    assertThat(heard.text()).doesNotContain("\nX-Injected");
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void aCompressedBodyIsNeverInflated() throws IOException {
    byte[] bomb = new byte[64 * 1024 * 1024];
    Arrays.fill(bomb, (byte) ' ');
    assertRefused(server.call(LIST, zipped(bomb), "Content-Encoding: gzip"));
    assertRefused(server.call(LIST, zipped(utf8("{}")), "Content-Encoding: gzip"));
    assertThat(
            server
                .call(
                    "CodeBuild_20161006.DeleteProject",
                    zipped(utf8("{\"name\":\"kept\"}")),
                    "Content-Encoding: gzip")
                .statuses())
        .containsExactly(400);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWithALengthAndWithout() throws IOException {
    byte[] large = new byte[9 * 1024 * 1024];
    Arrays.fill(large, (byte) ' ');
    String chunk = "100000\r\n" + " ".repeat(1024 * 1024) + "\r\n";
    String head =
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
            + "X-Amz-Target: CodePipeline_20150709.ListPipelines\r\n\r\n";

    Doorstep.Heard measured = server.call(LIST, large);
    Doorstep.Heard chunked = server.say(head + chunk.repeat(9) + "0\r\n\r\n");
    Doorstep.Heard promised =
        server.say(
            head.replace("Transfer-Encoding: chunked", "Content-Length: 9223372036854775807")
                + chunk.repeat(9));

    for (Doorstep.Heard heard : List.of(measured, chunked, promised)) {
      assertThat(heard.statuses())
          .allMatch(status -> status >= 400 && status < 500)
          .hasSizeLessThan(2);
    }
  }

  static Stream<Named<String>> forms() {
    return Stream.of(
        Named.of("a million parameters", "a=b&".repeat(MANY)),
        Named.of("as many as fit", "a&".repeat(65_000)),
        Named.of("as many different ones as fit", different()),
        Named.of("an action twice", "Action=A&Action=GetCallerIdentity&Version=2011-06-15"),
        Named.of("no action", "Version=2011-06-15"),
        Named.of("no version", "Action=GetCallerIdentity"),
        Named.of("a broken escape", "Action=%zz&Version=2011-06-15"),
        Named.of("an escape cut short", "Action=GetCallerIdentity&Version=2011-06-15&a=%e"),
        Named.of("an action that is markup", "Action=<b>%00%1b]]></b>&Version=2011-06-15"),
        Named.of("a far place in a list", role("&Tags.member.2147483647.Key=a")),
        Named.of("a place that is no number", role("&Tags.member.99999999999999999999.Key=a")),
        Named.of("a place before the first", role("&Tags.member.-1.Key=a")),
        Named.of("places in places", role("&Tags" + ".member.1".repeat(5_000) + "=a")),
        Named.of("no number", role("&DurationSeconds=1e9")),
        Named.of("a number too large", role("&DurationSeconds=99999999999999999999")));
  }

  private static String different() {
    StringBuilder form = new StringBuilder();
    for (int i = 0; form.length() < 120_000; i++) {
      form.append(i).append("=&");
    }
    return form.toString();
  }

  private static String role(String more) {
    return "Action=AssumeRole&Version=2011-06-15&RoleSessionName=s"
        + "&RoleArn=arn:aws:iam::000000000000:role/r"
        + more;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFormThatIsNoneIsRefused(String form) throws IOException {
    Doorstep.Heard heard =
        server.say(
            "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length()
                + "\r\n\r\n"
                + form);
    assertThat(heard.statuses()).as(heard.text()).singleElement().isIn(400, 404, 413);
    assertThat(heard.body())
        .contains("<Code>")
        .doesNotContain("Exception:", "<b>")
        .doesNotContainPattern("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]");
  }

  @Test
  void aThousandBodiesThatNeverComeKeepNobodyOut() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        Socket socket = server.connect();
        waiting.add(socket);
        socket
            .getOutputStream()
            .write(
                ("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: "
                        + LIST
                        + "\r\nContent-Length: 100\r\n\r\n{")
                    .getBytes(UTF_8));
      }
      server.assertWell();
      assertThat(server.call(LIST, utf8("{}")).statuses()).containsExactly(200);
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }
}
