package dev.baton.cli;

import dev.baton.api.aws.codebuild.BuildDocument;
import dev.baton.api.own.BuildCommand;
import dev.baton.api.own.Started;
import dev.baton.format.buildspec.BuildspecReader;
import dev.baton.format.buildspec.BuildspecRecipes;
import dev.baton.format.document.Parsed;
import dev.baton.format.project.ProjectFileReader;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.Build;
import dev.baton.model.build.Buildspec;
import dev.baton.model.document.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton build}. */
@Command(
    name = "build",
    description = {
      "Run one buildspec on a copy of the current directory: its tracked and untracked, not",
      "ignored files; all files where there is no git."
    },
    footer = {
      "",
      "Examples:",
      "  baton build",
      "  baton build --env STAGE=dev --artifacts out",
      "  baton build --source https://example.org/shop.git --revision v1.2",
      "  baton build --print-script | less",
    })
final class BuildOnce implements Callable<Integer> {

  private static final int MAX_MINUTES = 2160;
  private static final int MAX_VALUE = 4096;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9_-]");

  private final Session session;

  @Option(
      names = "--source",
      paramLabel = "DIR|URL",
      description = "Default: the current directory.")
  private Optional<String> source = Optional.empty();

  @Option(names = "--revision", paramLabel = "REF", description = "A branch, tag or commit.")
  private Optional<String> revision = Optional.empty();

  @Option(
      names = "--buildspec",
      paramLabel = "FILE",
      description = "A path in the source, or a file outside of it (default: buildspec.yml).")
  private Optional<String> buildspec = Optional.empty();

  @Option(names = "--project", paramLabel = "FILE", description = "CreateProject JSON.")
  private Optional<String> project = Optional.empty();

  @Option(names = "--env", paramLabel = "NAME=VALUE", description = "A variable of the build.")
  private List<String> variables = new ArrayList<>();

  @Option(names = "--pass-env", paramLabel = "NAME", description = "Let it see this one of yours.")
  private List<String> passed = new ArrayList<>();

  @Option(names = "--timeout", paramLabel = "MINUTES", description = "Fractions are fine.")
  private Optional<BigDecimal> timeout = Optional.empty();

  @Option(
      names = "--artifacts",
      paramLabel = "DIR",
      description = "Receives the artifact files: primary at its root, others by identifier.")
  private Optional<String> artifacts = Optional.empty();

  @Option(names = "--print-script", description = "Print the shell program instead of running it.")
  private boolean printScript;

  BuildOnce(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String place =
        source.map(s -> Sources.place(session, s)).orElse(session.workingDirectory().toString());
    Optional<ProjectFileReader.Declared> declared =
        project.map(file -> new DefinitionFiles(session).project(session.path(file)));
    Chosen chosen = chosen(place, declared);
    if (printScript) {
      return printScript(chosen);
    }
    BuildCommand command = command(place, declared, chosen);
    Started started = session.deck().build(command);
    Build end;
    try (View view = Verbs.views(session, Set.of())) {
      end = new Following(session, view).build(started.id(), true);
    }
    artifacts.ifPresent(directory -> deliver(end, session.path(directory)));
    if (session.options().json()) {
      session.terminal().out().print(BuildDocument.json(List.of(end)));
    } else {
      new BuildText(session.terminal()).summary(end);
    }
    session.terminal().out().flush();
    return session.interrupts().requested()
        ? ExitCode.INTERRUPTED
        : BuildText.exitCode(end.status());
  }

  /**
   * The buildspec that will run.
   *
   * @param inSource its path in the source; empty when {@code text} alone counts
   * @param text what it says, where that can be read before the source is fetched
   */
  private record Chosen(
      Optional<String> inSource, Optional<BuildCommand.NamedText> text, boolean ofProject) {}

  private Chosen chosen(String place, Optional<ProjectFileReader.Declared> declared) {
    Optional<String> inProject = declared.flatMap(d -> d.project().source().buildspec());
    if (buildspec.isEmpty() && inProject.filter(BuildOnce::isText).isPresent()) {
      var text = new BuildCommand.NamedText("buildspec of " + project.orElse(""), inProject.get());
      check(text);
      return new Chosen(Optional.empty(), Optional.of(text), true);
    }
    String path = buildspec.or(() -> inProject).orElse("buildspec.yml");
    if (Sources.isRemote(place) || revision.isPresent()) {
      return outside(path)
          .map(file -> new Chosen(Optional.empty(), Optional.of(read(file)), false))
          .orElseGet(() -> new Chosen(Optional.of(path), Optional.empty(), false));
    }
    Path root = Path.of(place);
    Path inside = root.resolve(path).normalize();
    if (inside.startsWith(root) && Files.isRegularFile(inside)) {
      return new Chosen(
          Optional.of(root.relativize(inside).toString()), Optional.of(read(inside)), false);
    }
    Path file =
        outside(path)
            .orElseThrow(
                () ->
                    CommandFailure.refused(
                        "YAML_FILE_ERROR: there is no buildspec "
                            + inside
                            + "; name one with --buildspec"));
    return new Chosen(Optional.empty(), Optional.of(read(file)), false);
  }

  private static boolean isText(String buildspec) {
    return buildspec.contains("\n") || buildspec.contains(":") || buildspec.startsWith("{");
  }

  /** A file that the option names from the current directory. */
  private Optional<Path> outside(String path) {
    return buildspec.isEmpty()
        ? Optional.empty()
        : Optional.of(session.path(path)).filter(Files::isRegularFile);
  }

  private BuildCommand.NamedText read(Path file) {
    String shown = new DefinitionFiles(session).shown(file);
    byte[] bytes = DefinitionFiles.bytes(file, shown);
    accepted(BuildspecReader.read(shown, bytes));
    return new BuildCommand.NamedText(
        shown, new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
  }

  private void check(BuildCommand.NamedText text) {
    accepted(BuildspecReader.read(text.file(), text.text()));
  }

  private Buildspec accepted(Parsed<Buildspec> parsed) {
    Buildspec accepted = parsed.orRefuse();
    if (!session.options().quiet()) {
      for (Problem warning : parsed.problems()) {
        session.terminal().note(ProblemReport.line(warning));
      }
    }
    return accepted;
  }

  private int printScript(Chosen chosen) {
    BuildCommand.NamedText text =
        chosen
            .text()
            .orElseThrow(
                () ->
                    CommandFailure.refused(
                        "--print-script needs a buildspec that is here: a local --source, or"
                            + " --buildspec FILE"));
    Buildspec read = BuildspecReader.read(text.file(), text.text()).orRefuse();
    session.terminal().out().print(session.deck().script(BuildspecRecipes.recipe(read)));
    return ExitCode.SUCCEEDED;
  }

  private BuildCommand command(
      String place, Optional<ProjectFileReader.Declared> declared, Chosen chosen) {
    String name = declared.map(d -> d.project().name()).orElseGet(() -> called(place));
    boolean inline = chosen.inSource().isEmpty() && !chosen.ofProject();
    return new BuildCommand(
        name,
        declared.map(ProjectFileReader.Declared::document),
        session.deck().offered(place),
        revision,
        inline ? chosen.text() : Optional.empty(),
        chosen.inSource(),
        environment(),
        timeout.map(BuildOnce::seconds),
        Requester.environment(session, passed),
        session.deck().token(),
        true);
  }

  /** Without a project the build is called after the source directory. */
  private static String called(String place) {
    String last = place.replaceAll("[/\\\\]+$", "").replaceAll("\\.git$", "");
    String name = UNFIT.matcher(last.substring(last.lastIndexOf('/') + 1)).replaceAll("-");
    String fit = name.replaceAll("^[-_]+", "");
    return fit.length() < 2 ? "build" + (fit.isEmpty() ? "" : "-" + fit) : fit;
  }

  private List<BuildCommand.Variable> environment() {
    List<BuildCommand.Variable> all = new ArrayList<>();
    for (Map.Entry<String, String> pair : Pairs.of("--env", variables).entrySet()) {
      String name = pair.getKey();
      if (name.startsWith("CODEBUILD_")) {
        throw CommandFailure.refused(
            "InvalidInputException: No user environment variables can start with CODEBUILD_");
      }
      if (!NAME.matcher(name).matches()) {
        throw CommandFailure.refused(
            "--env " + name + ": a name has letters, digits and _, and begins with no digit");
      }
      if (pair.getValue().length() > MAX_VALUE) {
        throw CommandFailure.refused(
            "InvalidInputException: EnvironmentVariable should be at most 4096 characters");
      }
      all.add(new BuildCommand.Variable(name, pair.getValue()));
    }
    return all;
  }

  private static int seconds(BigDecimal minutes) {
    BigDecimal seconds = minutes.multiply(BigDecimal.valueOf(60));
    if (minutes.signum() <= 0 || minutes.compareTo(BigDecimal.valueOf(MAX_MINUTES)) > 0) {
      throw CommandFailure.refused(
          "--timeout: more than 0 and at most " + MAX_MINUTES + " minutes");
    }
    return Math.max(1, seconds.setScale(0, java.math.RoundingMode.UP).intValue());
  }

  /** Lays the artifacts into the directory: adds and overwrites, never empties. */
  private void deliver(Build build, Path directory) {
    for (Build.BuildArtifact artifact : build.artifacts()) {
      Path place =
          artifact.identifier().isEmpty() ? directory : directory.resolve(artifact.identifier());
      try {
        Files.createDirectories(place);
        session.deck().deliver(new ArtifactLocation(artifact.bucket(), artifact.key()), place);
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.FAILED, "--artifacts " + place + ": " + e.getMessage());
      }
    }
  }
}
