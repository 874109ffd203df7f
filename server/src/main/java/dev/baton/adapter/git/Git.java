package dev.baton.adapter.git;

import dev.baton.adapter.process.Command;
import dev.baton.adapter.process.Finished;
import dev.baton.adapter.process.Processes;
import dev.baton.port.SourceHost.SourceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs git without anybody's configuration, prompts, hooks or helpers. Safe for concurrent use. */
final class Git {

  private static final Duration LOCAL = Duration.ofMinutes(10);
  private static final Duration REMOTE = Duration.ofMinutes(60);
  private static final int OUTPUT = 64 << 20;

  /** What git and ssh need of the environment of who runs Baton. */
  private static final Set<String> INHERITED =
      Set.of(
          "PATH",
          "HOME",
          "TMPDIR",
          "SSH_AUTH_SOCK",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "all_proxy",
          "HTTPS_PROXY",
          "NO_PROXY",
          "ALL_PROXY",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "GIT_SSL_CAINFO");

  private static final Map<String, String> CONFIGURATION =
      Map.of(
          "core.hooksPath", "/dev/null",
          "core.fsmonitor", "false",
          "core.askPass", "",
          "credential.helper", "",
          "fetch.recurseSubmodules", "false",
          "gc.auto", "0",
          "maintenance.auto", "false",
          "protocol.version", "2",
          "submodule.recurse", "false");

  private final Processes processes;
  private final Map<String, String> environment;

  /**
   * Git in an environment.
   *
   * @param surroundings of which PATH, HOME, the ssh agent, proxies and certificates are taken
   */
  Git(Processes processes, Map<String, String> surroundings) {
    this.processes = processes;
    Map<String, String> own = new LinkedHashMap<>();
    surroundings.forEach(
        (name, value) -> {
          if (INHERITED.contains(name)) {
            own.put(name, value);
          }
        });
    own.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
    own.put("LC_ALL", "C.UTF-8");
    own.put("GIT_CONFIG_NOSYSTEM", "1");
    own.put("GIT_CONFIG_GLOBAL", "/dev/null");
    own.put("GIT_ATTR_NOSYSTEM", "1");
    own.put("GIT_TERMINAL_PROMPT", "0");
    own.put("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=20");
    own.put("GIT_SSH_VARIANT", "ssh");
    own.put("GIT_OPTIONAL_LOCKS", "0");
    own.put("GIT_NO_REPLACE_OBJECTS", "1");
    own.put("GIT_NO_LAZY_FETCH", "1");
    own.put("GIT_HTTP_LOW_SPEED_LIMIT", "100");
    own.put("GIT_HTTP_LOW_SPEED_TIME", "60");
    this.environment = Map.copyOf(own);
  }

  /** One call of git, to be filled in. */
  Call call(String... arguments) {
    return new Call(List.of(arguments));
  }

  /** A call: its arguments, the repository it works on, what it reads. */
  final class Call {

    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>(environment);
    private final Map<String, String> configuration = new LinkedHashMap<>(CONFIGURATION);
    private byte[] input = new byte[0];
    private Path directory = Path.of("/");
    private Duration limit = LOCAL;

    private Call(List<String> arguments) {
      this.arguments.add("git");
      this.arguments.addAll(arguments);
      variables.put("GIT_ALLOW_PROTOCOL", "none");
    }

    Call arguments(List<String> more) {
      arguments.addAll(more);
      return this;
    }

    Call gitDirectory(Path gitDirectory) {
      variables.put("GIT_DIR", gitDirectory.toString());
      return this;
    }

    Call workTree(Path tree) {
      variables.put("GIT_WORK_TREE", tree.toString());
      directory = tree;
      return this;
    }

    Call index(Path file) {
      variables.put("GIT_INDEX_FILE", file.toString());
      return this;
    }

    /** Objects that are read from there and never written. */
    Call borrowing(Path objects) {
      String path = objects.toString();
      boolean plain = path.indexOf(':') < 0 && !path.startsWith("\"");
      String quoted = '"' + path.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      variables.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", plain ? path : quoted);
      return this;
    }

    /** Lets this call reach other machines. */
    Call reaching(String protocol) {
      variables.put("GIT_ALLOW_PROTOCOL", protocol);
      limit = REMOTE;
      return this;
    }

    /** A setting that must not stand in the argument list. */
    Call configured(String key, String value) {
      configuration.put(key, value);
      return this;
    }

    Call reading(String text) {
      input = text.getBytes(StandardCharsets.UTF_8);
      return this;
    }

    /**
     * Runs it.
     *
     * @return how it ended, well or not
     * @throws SourceException when there is no git, or it took too long, or this thread was
     *     interrupted
     */
    Finished run() {
      variables.put("GIT_CONFIG_COUNT", Integer.toString(configuration.size()));
      int i = 0;
      for (Map.Entry<String, String> setting : configuration.entrySet()) {
        variables.put("GIT_CONFIG_KEY_" + i, setting.getKey());
        variables.put("GIT_CONFIG_VALUE_" + i++, setting.getValue());
      }
      Finished finished;
      try {
        finished =
            processes.run(new Command(arguments, directory, variables, input, limit, OUTPUT));
      } catch (Processes.ProgramMissing e) {
        throw new SourceException(
            "git is needed and cannot be started; install git, or put it on the PATH");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SourceException("git " + arguments.get(1) + " was interrupted");
      }
      if (finished.timedOut()) {
        throw new SourceException(
            "git " + arguments.get(1) + " did not end within " + limit.toMinutes() + " minutes");
      }
      return finished;
    }

    /**
     * Runs it and expects success.
     *
     * @param what what is said to have failed
     */
    Finished orThrow(String what) {
      Finished finished = run();
      if (!finished.succeeded()) {
        throw new SourceException(what + ": " + complaint(finished));
      }
      return finished;
    }
  }

  /** The last thing that git complained about, in one short line without control characters. */
  static String complaint(Finished finished) {
    String found = "";
    for (String line : finished.errorText().split("\n", -1)) {
      boolean counts = line.startsWith("fatal: ") || line.startsWith("error: ") || found.isEmpty();
      found = counts && !line.isBlank() ? line : found;
    }
    String line = found.replaceAll("\\p{Cntrl}", " ").replaceFirst("^(fatal|error): ", "").strip();
    if (line.isEmpty()) {
      return "git ended with status " + finished.exitStatus();
    }
    return line.length() <= 300 ? line : line.substring(0, 300) + "...";
  }
}
