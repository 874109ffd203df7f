package dev.baton.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.aws.Rates;
import dev.baton.format.document.Parsed;
import dev.baton.model.document.Problem;
import dev.baton.port.AuditLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last who speaks wins, and nothing that is wrong begins to serve. */
final class ConfigReaderTest {

  private static Parsed<ConfigReader.Effective> read(
      String file, Map<String, String> environment, Map<String, String> flags) {
    Optional<ConfigReader.File> given =
        file.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ConfigReader.File("baton.yml", file.getBytes(StandardCharsets.UTF_8)));
    return ConfigReader.read(given, environment, flags);
  }

  private static Config config(String file) {
    return read(file, Map.of(), Map.of()).orRefuse().config();
  }

  private static List<String> problems(String file) {
    return read(file, Map.of(), Map.of()).problems().stream().map(Problem::toString).toList();
  }

  @Test
  void withNothingSaidTheDefaultsHold() {
    assertThat(config(""))
        .isEqualTo(
            new Config(
                new Config.Listen("127.0.0.1", 7575),
                true,
                "000000000000",
                "us-east-1",
                Optional.empty(),
                false,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ofSeconds(30),
                AuditLog.Retention.USUAL,
                Rates.Limits.USUAL));
  }

  @Test
  void everyKeyOfAFileReachesTheConfiguration() {
    String file =
        """
        listen: "[::1]:0"
        auth: none
        account: 123456789012
        region: eu-central-1
        tls:
          certificate: /etc/server.pem
          key: /etc/server.key
        trust-builds: true
        local-commands:
          - [make, deploy]
        builds: 3
        metrics:
          token-file: /etc/metrics.token
        log:
          format: json
        stop-grace: 5
        audit:
          entries: 5000
          days: 30
        rate: 50
        burst: 70
        """;
    assertThat(config(file))
        .isEqualTo(
            new Config(
                new Config.Listen("::1", 0),
                false,
                "123456789012",
                "eu-central-1",
                Optional.of(new Config.Tls(Path.of("/etc/server.pem"), Path.of("/etc/server.key"))),
                true,
                Set.of(List.of("make", "deploy")),
                Optional.of(3),
                Optional.of(Path.of("/etc/metrics.token")),
                true,
                Duration.ofSeconds(5),
                new AuditLog.Retention(5_000, Duration.ofDays(30)),
                new Rates.Limits(new Rates.Limit(50, 70), Rates.Limits.USUAL.strangers(), false)));
  }

  @Test
  void aVariableWinsOverTheFileAndAFlagOverBoth() {
    Parsed<ConfigReader.Effective> read =
        read(
            "region: eu-west-1\naccount: '111111111111'\nbuilds: 1\n",
            Map.of("BATON_REGION", "eu-west-2", "BATON_ACCOUNT", "222222222222"),
            Map.of("region", "eu-west-3"));
    Map<String, Value> values = read.orRefuse().values();
    assertThat(values.get("region")).isEqualTo(Value.of("eu-west-3", "--region"));
    assertThat(values.get("account")).isEqualTo(Value.of("222222222222", "BATON_ACCOUNT"));
    assertThat(values.get("builds").origin()).isEqualTo("baton.yml:3:1");
  }

  @Test
  void anUnknownVariableIsSomebodyElses() {
    assertThat(read("", Map.of("BATON_COLOUR", "red"), Map.of()).value()).isPresent();
  }

  @Test
  void anUnknownKeyOfAFileIsAnErrorWithItsPlace() {
    assertThat(problems("listen: 127.0.0.1:1\ncolour: red\n"))
        .singleElement()
        .asString()
        .startsWith("baton.yml:2:1: unknown key colour; there are listen, auth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "listen: 7575 | listen: '7575' is no address",
        "listen: host:70000 | is no address",
        "listen: ':1' | is no address",
        "auth: maybe | 'maybe' is not allowed; right would be signed or none",
        "account: 12 | is no account",
        "region: Mars | is no region",
        "trust-builds: maybe | is not allowed",
        "local-commands: [make] | is no such list",
        "local-commands: [[1]] | is no such list",
        "builds: 0 | is no such number",
        "log: {format: xml} | log.format: 'xml' is not allowed",
        "stop-grace: -1 | is no such time",
        "tls: {key: k} | tls.key: is no good without tls.certificate",
        "tls: pem | unknown key tls",
        "[1] | a configuration is an object of keys; this is a list",
        "a: [ | baton.yml:1",
      })
  void whatIsWrongIsNamedWithWhatWouldBeRight(String file, String words) {
    assertThat(problems(file)).singleElement().asString().contains(words);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThat(problems("auth: maybe\nbuilds: none\ncolour: red\n")).hasSize(3);
  }

  @Test
  void aWrongVariableIsNamed() {
    assertThat(read("", Map.of("BATON_AUTH", "maybe"), Map.of()).problems())
        .singleElement()
        .asString()
        .contains("BATON_AUTH: 'maybe' is not allowed");
  }

  @Test
  void keysVariablesAndFlagsAreUnique() {
    Set<String> names = new HashSet<>();
    for (Setting setting : Settings.ALL) {
      assertThat(names.add(setting.key())).as(setting.key()).isTrue();
      assertThat(names.add(setting.variable())).as(setting.variable()).isTrue();
      assertThat(names.add(setting.flag())).as(setting.flag()).isTrue();
    }
  }
}
