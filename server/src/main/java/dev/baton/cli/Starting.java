package dev.baton.cli;

import dev.baton.api.own.RunCommand;
import dev.baton.api.own.Started;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts an execution and stays with it: what {@code run} and {@code start} share. */
final class Starting {

  private final Session session;
  private final StartOptions options;

  Starting(Session session, StartOptions options) {
    this.session = session;
    this.options = options;
  }

  /**
   * Starts and follows.
   *
   * @param document the definition to register; empty for what is registered
   * @return the exit code
   */
  int start(
      PipelineDefinition definition,
      Optional<String> document,
      Map<String, String> projects,
      Map<String, String> sources) {
    checkNames(definition);
    Map<String, String> variables = Pairs.of("--variable", options.variables());
    warnOfUndeclared(definition, variables);
    RunCommand command =
        new RunCommand(
            definition.name(),
            document,
            projects,
            Sources.offered(session, sources),
            variables,
            new Sources(session, definition).revisions(options.revisions()),
            options.approve(),
            options.until(),
            Requester.environment(session, options.passed()),
            session.deck().token(),
            !options.detach());
    Started started = session.deck().run(command);
    PipelineKey key =
        new PipelineKey(session.deck().account(), session.deck().region(), started.pipeline());
    if (options.detach() && !session.deck().owns()) {
      return detached(key, started.id());
    }
    if (options.detach()) {
      session
          .terminal()
          .note("baton: no other process carries it on, so this one does until it rests");
    }
    return follow(key, started.id());
  }

  /** AWS ignores them without a word. */
  private void warnOfUndeclared(PipelineDefinition definition, Map<String, String> given) {
    for (String name : given.keySet()) {
      if (definition.variables().stream().noneMatch(v -> v.name().equals(name))) {
        session
            .terminal()
            .note("warning: the pipeline declares no variable " + name + "; it is ignored");
      }
    }
  }

  private void checkNames(PipelineDefinition definition) {
    options
        .until()
        .filter(until -> definition.stage(until).isEmpty())
        .ifPresent(
            until -> {
              throw CommandFailure.refused("--until: the pipeline has no stage " + until);
            });
    for (String approval : options.approve()) {
      boolean known =
          approval.equals("all")
              || definition.stages().stream()
                  .anyMatch(
                      stage ->
                          stage.actions().stream()
                              .filter(a -> a.type().category().equals("Approval"))
                              .anyMatch(
                                  a ->
                                      approval.equals(a.name())
                                          || approval.equals(stage.name() + "/" + a.name())));
      if (!known) {
        throw CommandFailure.refused("--approve: the pipeline has no approval action " + approval);
      }
    }
  }

  private int detached(PipelineKey key, String id) {
    if (session.options().json()) {
      Show.printJson(session, session.deck().reading().execution(key, id).orElseThrow());
    } else {
      session.terminal().line(id);
    }
    return ExitCode.SUCCEEDED;
  }

  private int follow(PipelineKey key, String id) {
    Following.Until until =
        options.noWait() || options.detach() ? Following.Until.RESTS : Following.Until.OVER;
    Following.End<ExecutionState> end;
    try (View view = Verbs.views(session, Set.of())) {
      end = new Following(session, view).execution(key, id, until, true);
    }
    if (session.options().json()) {
      Show.printJson(session, end.last());
    } else {
      new ExecutionText(session.terminal()).summary(end.last());
      end.waitsFor().ifPresent(session.terminal()::line);
    }
    session.terminal().out().flush();
    if (session.interrupts().requested()) {
      return ExitCode.INTERRUPTED;
    }
    return end.waitsFor().isPresent() ? ExitCode.WAITS : Verbs.exitCode(end.last());
  }
}
