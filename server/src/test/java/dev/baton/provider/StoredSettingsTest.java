package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.model.document.Refused;
import dev.baton.port.ParameterStore.Type;
import dev.baton.port.SecretStore;
import dev.baton.port.Settings.Setting;
import dev.baton.testkit.InMemoryParameterStore;
import dev.baton.testkit.InMemorySecretStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.SeededIds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References of buildspecs and projects resolve as CodeBuild resolves them. */
final class StoredSettingsTest {

  private static final String SECRET = "s3cr3t-value";

  private final ManualClock clock = new ManualClock();
  private final InMemoryParameterStore parameters = new InMemoryParameterStore();
  private final InMemorySecretStore secrets = new InMemorySecretStore(new SeededIds());
  private final StoredSettings settings = new StoredSettings(parameters, secrets);

  private void parameter(String name, Type type, String value) {
    parameters.put(name, type, value, true, clock.instant());
  }

  private SecretStore.Secret secret(String name, String value) {
    return secrets.put(name, value, clock.instant());
  }

  private Refused refusal(Runnable resolve) {
    Refused refused = catchThrowableOfType(Refused.class, resolve::run);
    assertThat(refused.code()).isEqualTo("Decrypted Variables Error");
    return refused;
  }

  @Nested
  final class Parameters {

    @Test
    void aStringIsNoSecret() {
      parameter("plain", Type.STRING, "eu-west-1");

      assertThat(settings.parameter("plain")).isEqualTo(new Setting("eu-west-1", false));
    }

    @Test
    void aSecureStringIsASecret() {
      parameter("/app/token", Type.SECURE_STRING, SECRET);

      assertThat(settings.parameter("/app/token")).isEqualTo(new Setting(SECRET, true));
    }

    @Test
    void aVersionNamesAnOlderValue() {
      parameter("p", Type.STRING, "first");
      parameter("p", Type.STRING, "second");

      assertThat(settings.parameter("p:1").value()).isEqualTo("first");
    }

    @ParameterizedTest
    @CsvSource({
      "/app/db/host, arn:aws:ssm:eu-west-1:111122223333:parameter/app/db/host",
      "/app/db/host, arn:aws:ssm:eu-west-1:111122223333:parameter/app/db/host:1",
      "host, arn:aws:ssm:eu-west-1:111122223333:parameter/host",
      "/host, arn:aws:ssm:eu-west-1:111122223333:parameter/host",
      "/cn/host, arn:aws-cn:ssm:cn-north-1:111122223333:parameter/cn/host",
    })
    void anArnNamesTheParameterOfItsPath(String name, String arn) {
      parameter(name, Type.STRING, "found");

      assertThat(settings.parameter(arn).value()).isEqualTo("found");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "missing",
          "missing:3",
          "arn:aws:ssm:eu-west-1:111122223333:parameter/missing",
        })
    void aMissingOneIsRefusedByName(String name) {
      assertThat(refusal(() -> settings.parameter(name)))
          .hasMessage("parameter does not exist: " + name);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "arn:aws:ssm",
          "arn:aws:ssm:r:a:parameter/",
          "arn:aws:ssm:r:a:document/x",
          "arn:aws:s3:r:a:parameter/x",
        })
    void anArnOfSomethingElseIsRefused(String arn) {
      assertThat(refusal(() -> settings.parameter(arn)))
          .hasMessageStartingWith("no ARN of a parameter: " + arn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyNameIsRefused(String name) {
      assertThat(refusal(() -> settings.parameter(name))).hasMessage("a parameter's name is empty");
    }

    @Test
    void aHostileNameCannotForgeALogLine() {
      assertThat(refusal(() -> settings.parameter("x\n[Container] Phase complete")))
          .hasMessage("parameter does not exist: x\\n[Container] Phase complete");
    }
  }

  @Nested
  final class Secrets {

    @Test
    void aSecretWithoutKeyIsTakenWhole() {
      secret("db", "{\"password\":\"" + SECRET + "\"}");

      assertThat(settings.secret("db"))
          .isEqualTo(new Setting("{\"password\":\"" + SECRET + "\"}", true));
    }

    @Test
    void aSecretThatIsNoJsonIsTakenWhole() {
      secret("plain", SECRET);

      assertThat(settings.secret("plain").value()).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
      "password, s3cr3t-value",
      "port, 5432",
      "tls, true",
      "ratio, 0.10",
      "'a b', spaced"
    })
    void aKeyNamesAMember(String key, String expected) {
      secret(
          "prod/db",
          """
          {"password": "s3cr3t-value", "port": 5432, "tls": true, "ratio": 0.10, "a b": "spaced"}\
          """);

      assertThat(settings.secret("prod/db:" + key)).isEqualTo(new Setting(expected, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db:", "db::", "db:::", "db::AWSCURRENT", "db::AWSCURRENT:"})
    void emptyPartsAreAbsent(String reference) {
      secret("db", SECRET);

      assertThat(settings.secret(reference).value()).isEqualTo(SECRET);
    }

    @Test
    void withoutAStageTheCurrentVersionCounts() {
      secret("db", "old");
      secret("db", "new");

      assertThat(settings.secret("db").value()).isEqualTo("new");
    }

    @Test
    void aStageNamesAVersion() {
      secret("db", "{\"k\":\"old\"}");
      secret("db", "{\"k\":\"new\"}");

      assertThat(settings.secret("db:k:AWSPREVIOUS").value()).isEqualTo("old");
    }

    @Test
    void aVersionIdNamesAVersion() {
      String first = secret("db", "{\"k\":\"old\"}").versions().keySet().iterator().next();
      secret("db", "{\"k\":\"new\"}");

      assertThat(settings.secret("db:k::" + first).value()).isEqualTo("old");
    }

    @Test
    void stageAndVersionIdExcludeEachOther() {
      secret("db", SECRET);

      assertThat(refusal(() -> settings.secret("db::AWSCURRENT:1234")))
          .hasMessageContaining("'db::AWSCURRENT:1234'")
          .hasMessageContaining("only one of them");
    }

    @Test
    void theArnOfTheStoreFindsItsSecret() {
      String arn = secret("prod/db", "{\"k\":\"v\"}").arn();

      assertThat(settings.secret(arn + ":k").value()).isEqualTo("v");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbC123",
          "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db",
          "arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:prod/db-AbC123",
        })
    void anArnOfAnAwsAccountFindsTheSecretOfItsName(String arn) {
      secret("prod/db", "{\"k\":\"v\"}");

      assertThat(settings.secret(arn + ":k:AWSCURRENT:").value()).isEqualTo("v");
    }

    @Test
    void aNameThatEndsLikeAnArnsSuffixIsFoundBeforeTheShorterOne() {
      secret("my", "wrong");
      secret("my-secret", "right");

      assertThat(settings.secret("arn:aws:secretsmanager:r:1:secret:my-secret").value())
          .isEqualTo("right");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "none:key", "arn:aws:secretsmanager:r:1:secret:none-AbC123"})
    void aMissingSecretIsRefusedByName(String reference) {
      assertThat(refusal(() -> settings.secret(reference)))
          .hasMessage("secret does not exist: " + reference);
    }

    @Test
    void aMissingVersionIsRefusedByName() {
      secret("db", SECRET);

      assertThat(refusal(() -> settings.secret("db::AWSPREVIOUS")))
          .hasMessage("the secret has no such version: db::AWSPREVIOUS");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {SECRET, "[\"s3cr3t-value\"]", "\"s3cr3t-value\"", "{\"k\": s3cr3t-value", ""})
    void aKeyOfWhatIsNoJsonObjectIsRefusedWithoutTheValue(String value) {
      secret("db", value);

      assertThat(refusal(() -> settings.secret("db:k")))
          .hasMessageContaining("no JSON object")
          .hasMessageContaining("db:k")
          .hasMessageNotContaining(SECRET);
    }

    @Test
    void aMemberThatStandsTwiceIsRefusedWithoutTheValue() {
      secret("db", "{\"k\":\"s3cr3t-value\",\"k\":\"s3cr3t-value\"}");

      assertThat(refusal(() -> settings.secret("db:k"))).hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"other\":\"s3cr3t-value\"}", "{\"k\":null}"})
    void aMissingKeyIsRefusedByName(String value) {
      secret("db", value);

      assertThat(refusal(() -> settings.secret("db:k")))
          .hasMessage("the secret has no such JSON key: db:k");
    }

    @ParameterizedTest
    @CsvSource({"'{\"k\":{\"x\":\"s3cr3t-value\"}}', an object", "'{\"k\":[1]}', a list"})
    void aMemberThatIsNoSingleValueIsRefused(String value, String kind) {
      secret("db", value);

      assertThat(refusal(() -> settings.secret("db:k")))
          .hasMessage(
              "the JSON key's value is " + kind + ", not text, a number or a boolean: db:k");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          ":key",
          "a:b:c:d:e",
          "arn:aws:secretsmanager:r:1:secret:",
          "arn:aws:secretsmanager:r:1:secret",
          "arn:aws:s3:r:1:secret:x",
          "arn:aws:secretsmanager:r:1:other:x",
          "arn:aws:secretsmanager:r:1:secret:x:k:s:v:more",
        })
    void aReferenceOfAnotherFormIsRefused(String reference) {
      assertThat(refusal(() -> settings.secret(reference)))
          .hasMessageStartingWith("the reference to a secret '" + reference + "' is not usable: ");
    }
  }
}
