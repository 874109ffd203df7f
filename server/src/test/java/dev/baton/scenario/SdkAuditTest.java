package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.api.aws.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/** What AWS's clients do to a server is found in its audit record, by a command beside it. */
@ExtendWith(SdkServer.class)
final class SdkAuditTest {

  /** The record's newest entry that names something, once its call is over. */
  private static Map<?, ?> entry(SdkServer.Place place, String name) {
    return Sdk.until(
        () ->
            events(place).stream()
                .filter(event -> String.valueOf(event.get("Resources")).contains(name))
                .findFirst()
                .orElse(Map.of()),
        event -> event.get("baton") instanceof Map<?, ?> own && !"begun".equals(own.get("result")));
  }

  private static List<Map<?, ?>> events(SdkServer.Place place) {
    World.Ran ran = audit(place, "--since", "1h", "--limit", "1000", "--output", "json");
    Object root = Json.tree(ran.out().getBytes(StandardCharsets.UTF_8));
    return ((List<?>) ((Map<?, ?>) root).get("Events"))
        .stream().<Map<?, ?>>map(event -> (Map<?, ?>) event).toList();
  }

  private static World.Ran audit(SdkServer.Place place, String... options) {
    String[] words = new String[options.length + 3];
    words[0] = "--data";
    words[1] = place.data().toString();
    words[2] = "audit";
    System.arraycopy(options, 0, words, 3, options.length);
    try {
      World.Ran ran = place.world().baton(words);
      assertThat(ran.exit()).as(ran.err()).isZero();
      return ran;
    } catch (IOException e) {
      throw new AssertionError("no audit", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("no audit", e);
    }
  }

  @Test
  void aChangeIsFoundWithItsKeyItsAddressAndItsProgram(Sdk sdk, SdkServer.Place place) {
    assertThatExceptionOfType(PipelineNotFoundException.class)
        .isThrownBy(() -> sdk.pipelines.startPipelineExecution(r -> r.name("audited-nowhere")));

    Map<?, ?> event = entry(place, "audited-nowhere");
    assertThat(event.get("EventName")).isEqualTo("StartPipelineExecution");
    assertThat(event.get("EventSource")).isEqualTo("codepipeline.amazonaws.com");
    assertThat(event.get("AccessKeyId")).isEqualTo(place.administrator().accessKeyId());
    Map<?, ?> own = (Map<?, ?>) event.get("baton");
    assertThat(own.get("result")).isEqualTo("PipelineNotFoundException");
    assertThat(own.get("sourceIPAddress")).isEqualTo("127.0.0.1");
    assertThat((String) own.get("userAgent")).contains("aws-sdk-java");
    assertThat((String) own.get("requestID")).isNotEmpty();
  }

  @Test
  void aRoleThatWasAssumedIsOnRecord(Sdk sdk, SdkServer.Place place) {
    try (StsClient sts = sdk.sts()) {
      sts.assumeRole(r -> r.roleArn(Sdk.ROLE).roleSessionName("audited-session"));
    }

    Map<?, ?> event = entry(place, "audited-session");
    assertThat(event.get("EventSource")).isEqualTo("sts.amazonaws.com");
    assertThat(event.get("EventName")).isEqualTo("AssumeRole");
    assertThat(((Map<?, ?>) event.get("baton")).get("result")).isEqualTo("ok");
  }

  @Test
  void aPersonSeesATable(Sdk sdk, SdkServer.Place place) {
    assertThatExceptionOfType(PipelineNotFoundException.class)
        .isThrownBy(() -> sdk.pipelines.startPipelineExecution(r -> r.name("audited-table")));
    entry(place, "audited-table");

    assertThat(audit(place, "--by", place.administrator().accessKeyId()).out().lines())
        .anyMatch(
            line ->
                line.contains("codepipeline:StartPipelineExecution")
                    && line.contains("PipelineNotFoundException")
                    && line.contains("127.0.0.1")
                    && line.endsWith("audited-table"));
  }
}
