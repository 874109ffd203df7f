package dev.baton.provider;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider;
import dev.baton.port.RuleProvider;
import dev.baton.usecase.Builds;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shell commands as a rule: it lets pass when all of them succeed. The first input artifact is the
 * working directory, which is empty without one.
 */
public final class CommandsRule implements RuleProvider {

  private final Builds builds;

  public CommandsRule(Builds builds) {
    this.builds = builds;
  }

  @Override
  public ActionProvider.ActionType type() {
    return declared();
  }

  static ActionProvider.ActionType declared() {
    return Types.aws("Rule", "Commands")
        .optional(CommandsBuild.computeSettings())
        .inputs(0, 10)
        .type();
  }

  /**
   * Whoever interrupts wants no answer: the build is stopped. After a lost lease the rule is asked
   * again and starts another one.
   */
  @Override
  public ActionOutcome check(Request request) throws InterruptedException {
    CommandsBuild build = build(request);
    PipelineKey pipeline = request.pipeline();
    Build begun =
        builds.start(pipeline.account(), pipeline.region(), build.project(), build.request());
    try {
      Build ended = builds.await(begun.id());
      return ended.status() == BuildStatus.SUCCEEDED
          ? Outcomes.succeeded(ended.id(), "The commands of the rule succeeded")
          : BuildActions.failed(ended);
    } catch (InterruptedException e) {
      builds.stop(begun.id());
      throw e;
    }
  }

  private static CommandsBuild build(Request request) {
    List<String> inputs = request.rule().inputArtifacts();
    return new CommandsBuild(
        request.pipeline(),
        request.ruleExecutionId(),
        request.rule().commands(),
        List.of(),
        List.of(),
        List.of(),
        inputs.isEmpty()
            ? List.of(BuildActions.NO_SOURCE)
            : BuildActions.sources(request.inputs(), inputs, inputs.getFirst(), Map.of()),
        Optional.empty(),
        request.rule().roleArn(),
        CommandsBuild.notHonoured(request.configuration()),
        CommandsBuild.MINUTES,
        request.options());
  }
}
