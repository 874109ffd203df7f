package dev.baton.testkit;

import dev.baton.model.build.Build.ProcessIdentity;
import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.Buildspec.OnFailure.Action;
import dev.baton.model.build.PhaseType;
import dev.baton.port.BuildRunner;
import dev.baton.port.PortException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A runner whose programs are Java: a script says what each of them prints and how it ends, and it
 * misbehaves on request. Workspaces are real directories.
 */
public final class ScriptedBuildRunner implements BuildRunner {

  private final Path root;
  private final AtomicLong pids = new AtomicLong(1_000);
  private final List<String> ended = new CopyOnWriteArrayList<>();
  private volatile Script script = Program::succeed;
  private volatile Runnable onPrepare = () -> {};
  private volatile Runnable onStart = () -> {};
  private volatile Runnable onClose = () -> {};
  private volatile Runnable onLeftover = () -> {};

  /** What a program does once it was told to go. */
  @FunctionalInterface
  public interface Script {
    void run(Program program) throws InterruptedException;
  }

  /**
   * @param root an existing directory for workspaces
   */
  public ScriptedBuildRunner(Path root) {
    this.root = root;
  }

  /** What the programs that start from now on do. */
  public void script(Script next) {
    script = next;
  }

  /** Called before a workspace is made; may throw. */
  public void onPrepare(Runnable hook) {
    onPrepare = hook;
  }

  /** Called before a program starts; may throw. */
  public void onStart(Runnable hook) {
    onStart = hook;
  }

  /** Called when a workspace was removed; may throw. */
  public void onClose(Runnable hook) {
    onClose = hook;
  }

  /** Called when leftovers are to be ended; may throw. */
  public void onLeftover(Runnable hook) {
    onLeftover = hook;
  }

  /** The builds whose leftovers were ended, by UUID. */
  public List<String> ended() {
    return List.copyOf(ended);
  }

  @Override
  public boolean survivesOwner() {
    return false;
  }

  @Override
  public String containment() {
    return "Nothing holds this build together, for it is a script.";
  }

  @Override
  public Workspace prepare(String buildUuid) {
    onPrepare.run();
    Path place = root.resolve(buildUuid);
    try {
      Files.createDirectories(place.resolve("src"));
    } catch (IOException e) {
      throw new PortException("Cannot make " + place, false, e);
    }
    return new Place(place);
  }

  @Override
  public Running start(Launch launch, Listener listener) {
    onStart.run();
    return new Program(launch, listener, script, pids.incrementAndGet());
  }

  @Override
  public void endLeftover(String buildUuid, Optional<ProcessIdentity> process) {
    ended.add(buildUuid);
    onLeftover.run();
  }

  private final class Place implements Workspace {

    private final Path place;

    Place(Path place) {
      this.place = place;
    }

    @Override
    public Path root() {
      return place;
    }

    @Override
    public Path sources() {
      return place.resolve("src");
    }

    @Override
    public Path secondary(String identifier) {
      try {
        return Files.createDirectories(place.resolve("src-" + identifier));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      onClose.run();
    }
  }

  /** A program that was started, seen from its script and from its caller. */
  public static final class Program implements Running {

    private final Launch launch;
    private final Listener listener;
    private final long pid;
    private final Thread thread;
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Optional<RuntimeException> failure = Optional.empty();

    Program(Launch launch, Listener listener, Script script, long pid) {
      this.launch = launch;
      this.listener = listener;
      this.pid = pid;
      this.thread = Thread.ofVirtual().unstarted(() -> play(script));
    }

    private void play(Script script) {
      try {
        script.run(this);
      } catch (InterruptedException e) {
        // It was stopped; a program that is killed says nothing more.
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        failure = Optional.of(e);
      } finally {
        over.countDown();
      }
    }

    public Launch launch() {
      return launch;
    }

    /** A phase begins, a command in it ends with that status, and so does the phase. */
    public void phase(PhaseType phase, int exitStatus) {
      tell(new ProgramEvent.PhaseStarted(phase));
      tell(new ProgramEvent.CommandStarted(phase, 0, false));
      tell(new ProgramEvent.CommandEnded(phase, 0, false, exitStatus));
      tell(new ProgramEvent.PhaseEnded(phase, exitStatus == 0));
    }

    /** Prints. */
    public void print(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      listener.output(bytes, 0, bytes.length);
    }

    public void tell(ProgramEvent event) {
      listener.event(event);
    }

    /** Runs the recipe; everything succeeds. */
    public void succeed() {
      run(Map.of());
    }

    /** Runs the recipe as the shell program does; phases end as said here, or else well. */
    public void run(Map<PhaseType, Integer> exitStatuses) {
      for (BuildRecipe.Step step : launch.recipe().steps()) {
        int status = exitStatuses.getOrDefault(step.phase(), 0);
        phase(step.phase(), status);
        if (status != 0 && stops(step)) {
          break;
        }
      }
      launch
          .recipe()
          .exported()
          .forEach(
              name -> {
                String value = launch.environment().get(name);
                tell(new ProgramEvent.Exported(name, value == null ? "" : value, value != null));
              });
      launch
          .recipe()
          .expansions()
          .forEach((key, text) -> tell(new ProgramEvent.Expanded(key, text)));
    }

    private static boolean stops(BuildRecipe.Step step) {
      boolean early = step.phase() == PhaseType.INSTALL || step.phase() == PhaseType.PRE_BUILD;
      return step.onFailure().map(rule -> rule.action() != Action.CONTINUE).orElse(early);
    }

    /** Goes no further until the program is stopped. */
    public void untilStopped() throws InterruptedException {
      stopping.await();
      throw new InterruptedException("stopped");
    }

    @Override
    public ProcessIdentity identity() {
      return new ProcessIdentity(pid, 7, "boot");
    }

    @Override
    public synchronized void go() {
      if (stopping.getCount() > 0) {
        thread.start();
      }
    }

    @Override
    public void await() throws InterruptedException {
      over.await();
      if (failure.isPresent()) {
        throw new PortException("The program was ended", false, failure.get());
      }
    }

    @Override
    public synchronized void stop(Duration grace) {
      stopping.countDown();
      if (thread.getState() == Thread.State.NEW) {
        over.countDown();
      }
    }

    @Override
    public void close() {
      stop(Duration.ZERO);
    }
  }
}
