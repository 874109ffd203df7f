package dev.baton.adapter.runner;

import dev.baton.adapter.process.ProcessTable;
import dev.baton.adapter.process.Processes;
import dev.baton.adapter.process.Signals;
import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.Buildspec.OnFailure;
import dev.baton.model.build.PhaseType;
import dev.baton.port.BuildRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs recipes and keeps what the listener heard. */
final class Lab {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BuildRunner runner;
  private Buildspec.Shell shell = Buildspec.Shell.SH;
  private boolean fresh;
  private Optional<String> runAs = Optional.empty();
  private final List<BuildRecipe.Step> steps = new ArrayList<>();
  private List<String> exported = List.of();
  private final Map<String, String> expansions = new LinkedHashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private Consumer<Path> sources = path -> {};

  private Lab(BuildRunner runner) {
    this.runner = runner;
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", "/tmp");
  }

  static Lab in(Path temporary) throws InterruptedException {
    return new Lab(ProcessBuildRunner.here(new Processes(), temporary));
  }

  static Lab in(Path temporary, Containment containment) {
    return new Lab(new ProcessBuildRunner(new Processes(), new Signals(), temporary, containment));
  }

  static List<Containment> containments() throws InterruptedException {
    ProcessTable table = new ProcessTable();
    Signals signals = new Signals();
    Programs programs = Programs.here();
    List<Containment> all = new ArrayList<>();
    Containment descent = new DescentContainment(programs, table, signals);
    all.add(descent);
    CgroupContainment.find(descent, table, signals).ifPresent(all::add);
    NamespaceContainment.find(programs, new Processes(), table, signals).ifPresent(all::add);
    return all;
  }

  Lab shell(Buildspec.Shell other) {
    shell = other;
    return this;
  }

  Lab fresh() {
    fresh = true;
    return this;
  }

  Lab runAs(String user) {
    runAs = Optional.of(user);
    return this;
  }

  Lab phase(PhaseType phase, String... commands) {
    return step(phase, Optional.empty(), Optional.empty(), List.of(commands), List.of());
  }

  Lab phaseAs(String user, PhaseType phase, String... commands) {
    return step(phase, Optional.of(user), Optional.empty(), List.of(commands), List.of());
  }

  Lab phase(PhaseType phase, OnFailure.Action onFailure, String... commands) {
    OnFailure policy = new OnFailure(onFailure, 0, Optional.empty());
    return step(phase, Optional.empty(), Optional.of(policy), List.of(commands), List.of());
  }

  Lab phase(PhaseType phase, List<String> commands, List<String> finallyCommands) {
    return step(phase, Optional.empty(), Optional.empty(), commands, finallyCommands);
  }

  private Lab step(
      PhaseType phase,
      Optional<String> user,
      Optional<OnFailure> onFailure,
      List<String> commands,
      List<String> finallyCommands) {
    steps.add(new BuildRecipe.Step(phase, user, onFailure, commands, finallyCommands));
    return this;
  }

  Lab exported(String... names) {
    exported = List.of(names);
    return this;
  }

  Lab expansion(String key, String text) {
    expansions.put(key, text);
    return this;
  }

  Lab variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Lab sources(Consumer<Path> filler) {
    sources = filler;
    return this;
  }

  BuildRecipe recipe() {
    return new BuildRecipe(shell, fresh, List.copyOf(steps), exported, expansions);
  }

  /** Runs to the end. */
  Heard run() throws InterruptedException {
    try (Started started = start()) {
      started.running.go();
      started.await();
      return started.heard;
    }
  }

  /** Starts without saying 'go'. */
  Started start() {
    return start(new Heard());
  }

  Started start(Heard heard) {
    String uuid = UUID.randomUUID().toString();
    BuildRunner.Workspace workspace = runner.prepare(uuid);
    sources.accept(workspace.sources());
    BuildRunner.Launch launch =
        new BuildRunner.Launch(uuid, workspace, recipe(), environment, runAs);
    return new Started(uuid, runner, workspace, runner.start(launch, heard), heard);
  }

  /** A build that runs. */
  record Started(
      String uuid,
      BuildRunner runner,
      BuildRunner.Workspace workspace,
      BuildRunner.Running running,
      Heard heard)
      implements AutoCloseable {

    Started go() {
      running.go();
      return this;
    }

    /** Waits for the end, but not for ever. */
    void await() throws InterruptedException {
      Thread guard = Thread.ofVirtual().start(this::endLate);
      running.await();
      guard.interrupt();
    }

    private void endLate() {
      try {
        if (!new CountDownLatch(1).await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          running.close();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      running.close();
      workspace.close();
    }
  }
}
