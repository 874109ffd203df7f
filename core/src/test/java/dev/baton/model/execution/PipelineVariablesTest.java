package dev.baton.model.execution;

import static dev.baton.model.execution.Declared.build;
import static dev.baton.model.execution.Declared.pipeline;
import static dev.baton.model.execution.Declared.source;
import static dev.baton.model.execution.Declared.stage;
import static dev.baton.model.execution.Declared.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.EnvironmentVariable;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineVariablesTest {

  @Test
  void givenValuesGoBeforeDefaultsAndUnknownOnesAreIgnored() {
    Story story = story("#{variables.Alpha} #{variables.Beta}", "a0", "b0");
    String run = story.startWith(Map.of("Beta", "b1", "beta", "no", "Zeta", "no"));
    story.succeed(run, "Src");

    assertThat(configured(story, run)).isEqualTo("a0 b1");
    assertThat(story.run(run).variables()).isEqualTo(Map.of("Alpha", "a0", "Beta", "b1"));
  }

  @Test
  void aRequiredOneThatIsMissingFailsTheExecutionAtOnce() {
    Story story =
        new Story(
            pipeline(
                1,
                ExecutionMode.SUPERSEDED,
                List.of(
                    new Variable("Alpha", Optional.empty(), Optional.empty()),
                    new Variable("Beta", Optional.empty(), Optional.empty())),
                source(),
                stage("One", build("A"))));
    String run = story.start();

    assertThat(story.status(run)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.run(run).summary())
        .isEqualTo("Values for required variables haven't been provided: Alpha, Beta");
    assertThat(story.run(run).actions()).isEmpty();
    assertThat(story.last().effects()).isEmpty();
  }

  @Test
  void aValueIsNotResolvedAgain() {
    Story story = story("#{variables.Alpha}", "#{variables.Beta}", "b0");
    String run = story.start();
    story.succeed(run, "Src");

    assertThat(configured(story, run)).isEqualTo("#{variables.Beta}");
  }

  @Test
  void outputVariablesAndTheExecutionsIdAreResolvedWhenTheActionStarts() {
    Story story = story("#{SrcVars.CommitId}/#{codepipeline.PipelineExecutionId}", "a", "b");
    String run = story.start();
    story.succeed(run, "Src", Map.of("CommitId", "c0ffee"));

    assertThat(configured(story, run)).isEqualTo("c0ffee/run-1");
  }

  @Test
  void aReferenceWithoutValueFailsTheActionAndIsNamed() {
    Story story = story("#{SrcVars.NOPE} #{variables.Alpha}", "a", "b");
    String run = story.start();
    story.succeed(run, "Src");

    assertThat(story.latest(run, "A").error())
        .contains(
            new ActionRun.Failure(
                "ConfigurationError",
                "An action in this pipeline failed because one or more variables could not be"
                    + " resolved: Action name=A. This can result when a variable is referenced that"
                    + " does not exist. Validate the configuration for this action. Unresolved:"
                    + " #{SrcVars.NOPE}"));
    assertThat(story.effects(Effect.RunAction.class)).isEmpty();
    assertThat(story.status(run)).isEqualTo(ExecutionStatus.FAILED);
  }

  @Test
  void commandsAndEnvironmentVariablesAreResolvedToo() {
    Story story = story("-", "a$1\\", "b");
    String run = story.start();
    Action commands =
        new Action(
            "C",
            new ActionTypeId("Compute", "AWS", "Commands", "1"),
            1,
            Map.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("echo #{variables.Alpha} ${#X} #{x} #{no.such}"),
            List.of(),
            List.of(new EnvironmentVariable("V", "#{variables.Beta}", "PLAINTEXT")));

    Variables.Resolved<Action> resolved = Variables.resolve(commands, story.run(run));
    assertThat(resolved.value().commands()).containsExactly("echo a$1\\ ${#X} #{x} #{no.such}");
    assertThat(resolved.value().environmentVariables().getFirst().value()).isEqualTo("b");
    assertThat(resolved.unresolved()).containsExactly("#{no.such}");
  }

  @Test
  void moreOutputVariablesThanTheQuotaFailTheAction() {
    Story story = story("-", "a", "b");
    String run = story.start();
    story.succeed(run, "Src", Map.of("Big", "x".repeat(122_880)));

    assertThat(story.latest(run, "Src").error().orElseThrow().message()).contains("122880 bytes");
  }

  @Test
  void moreConfigurationThanTheQuotaFailsTheAction() {
    Story story = story("#{SrcVars.Big}", "a", "b");
    String run = story.start();
    story.succeed(run, "Src", Map.of("Big", "x".repeat(102_400)));

    assertThat(story.latest(run, "A").error().orElseThrow().message()).contains("102400 bytes");
  }

  @Test
  void manyReferencesToAGreatValueDoNotTakeManyTimesItsMemory() {
    Story story = story("#{SrcVars.Big}".repeat(60), "a", "b");
    String run = story.start();
    story.succeed(run, "Src", Map.of("Big", "x".repeat(100_000)));

    assertThat(configured(story, run)).hasSize(100_000);
    assertThat(story.latest(run, "A").error().orElseThrow().message()).contains("102400 bytes");
  }

  private static String configured(Story story, String run) {
    return story.latest(run, "A").resolvedConfiguration().getOrDefault("Text", "");
  }

  private static Story story(String text, String alpha, String beta) {
    Action a = with(build("A", 1, Map.of("Text", text)), List.of(), List.of());
    return new Story(
        pipeline(
            1,
            ExecutionMode.SUPERSEDED,
            List.of(
                new Variable("Alpha", Optional.of(alpha), Optional.empty()),
                new Variable("Beta", Optional.of(beta), Optional.empty())),
            source(),
            stage("One", a)));
  }
}
