package dev.baton.format.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.LogPlace;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RunOptions;
import dev.baton.testkit.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredJsonTest {

  /**
   * Databases hold this form. A difference means that rows of older versions read wrong: a new
   * component may add members (then the file gets its new lines, and a test of reading the old
   * ones), nothing may be renamed or go.
   */
  @Test
  void theStoredFormIsFrozen() throws IOException {
    assertThat(String.join("\n", fullValues()) + "\n").isEqualTo(frozen());
  }

  @Test
  void theFrozenFormIsRead() throws IOException {
    List<String> lines = frozen().lines().toList();

    assertThat(Forms.execution().read(lines.get(0)))
        .isEqualTo(AnyValue.full().of(ExecutionState.class));
    assertThat(Forms.build().read(lines.get(2))).isEqualTo(AnyValue.full().of(Build.class));
  }

  @Test
  void aBuildOfTheFirstFormIsRead() throws IOException {
    Build build = Forms.build().read(resource("stored-build-1.json"));

    assertThat(build.autoRetry()).isEqualTo(Build.AutoRetry.NONE);
    assertThat(build.request().policy()).isEqualTo(BuildRequest.Policy.NONE);
    assertThat(build.request().outputs().values())
        .containsExactly(new BuildRequest.Output("a bucket", "a key"));
  }

  /** Of before a build knew what environment and which place for its log were asked for. */
  @Test
  void aBuildOfTheSecondFormIsRead() throws IOException {
    Build build = Forms.build().read(resource("stored-build-2.json"));

    assertThat(build.request().policy().declared()).isEqualTo(BuildRequest.Declared.USUAL);
    assertThat(build.request().policy().logs()).isEqualTo(LogPlace.USUAL);
    assertThat(build.autoRetry()).isEqualTo(AnyValue.full().of(Build.AutoRetry.class));
  }

  static List<String> fullValues() {
    List<String> lines = new ArrayList<>();
    lines.add(Forms.execution().write((ExecutionState) AnyValue.full().of(ExecutionState.class)));
    lines.add(Forms.unit().write((PipelineState) AnyValue.full().of(PipelineState.class)));
    lines.add(Forms.build().write((Build) AnyValue.full().of(Build.class)));
    addAll(lines, Event.class);
    addAll(lines, Effect.class);
    addAll(lines, BuildRequest.SourceContent.class);
    addAll(lines, BuildRequest.Recipe.class);
    return lines;
  }

  private static <T> void addAll(List<String> lines, Class<T> sealed) {
    StoredJson<T> form = StoredJson.of(sealed);
    for (Class<?> type : AnyValue.records(sealed)) {
      lines.add(form.write(sealed.cast(AnyValue.full().fullRecord(type))));
    }
  }

  private static String frozen() throws IOException {
    return resource("stored-form.jsonl");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = StoredJsonTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsEmptyIsLeftOut() {
    String text = Forms.action().write(Samples.action("a-1", ActionStatus.IN_PROGRESS));

    assertThat(text).doesNotContain("error").doesNotContain("inputs").doesNotContain("\"url\"");
  }

  @Test
  void whatIsMissingIsEmpty() {
    ExecutionState state = Forms.execution().read("{\"id\":\"e-1\",\"status\":\"FAILED\"}");

    assertThat(state.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(state.stages()).isEmpty();
    assertThat(state.outputs()).isEmpty();
    assertThat(state.stop()).isEmpty();
    assertThat(state.options()).isEqualTo(RunOptions.NONE);
  }

  @Test
  void whatIsUnknownIsSkipped() {
    Effect effect =
        Forms.effect()
            .read(
                "{\"type\":\"CancelTimer\",\"new\":{\"a\":[1,{\"b\":null}]},\"timer\":\"t\",\"n\":1}");

    assertThat(effect).isEqualTo(new Effect.CancelTimer("t"));
  }

  @Test
  void anOptionalMayBeNull() {
    ExecutionState state = Forms.execution().read("{\"id\":\"e-1\",\"stop\":null}");

    assertThat(state.stop()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{} {}",
        "{\"type\":\"NoSuchEffect\"}",
        "{\"timer\":\"t\"}",
        "{\"type\":7}",
        "{\"type\":\"SetTimer\",\"timer\":\"t\",\"at\":\"yesterday\"}",
        "{\"type\":\"SetTimer\",\"timer\":{}}",
        "\u0000\u0001"
      })
  void whatIsNoStoredValueIsUnreadable(String text) {
    assertThatThrownBy(() -> Forms.effect().read(text)).isInstanceOf(StoredJson.Unreadable.class);
  }

  @Test
  void hostileDepthIsUnreadable() {
    String deep = "{\"type\":\"CancelTimer\",\"x\":" + "[".repeat(100_000);

    assertThatThrownBy(() -> Forms.effect().read(deep)).isInstanceOf(StoredJson.Unreadable.class);
  }
}
