package dev.baton.cli;

import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code baton validate}. */
@Command(
    name = "validate",
    description = {
      "Check pipelines (JSON, YAML), projects (CreateProject JSON) and buildspecs, told apart by",
      "their content. Exit 0 or 2."
    },
    footer = {"", "Examples:", "  baton validate pipeline.json buildspec.yml projects/*.json"})
final class Validate implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "FILE", arity = "1..*")
  private List<String> files = new ArrayList<>();

  Validate(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Problem> problems = new ArrayList<>();
    for (String file : files) {
      problems.addAll(problems(file));
    }
    boolean valid = problems.stream().noneMatch(Problem::isError);
    if (session.options().json()) {
      session.terminal().out().print(ProblemReport.json(problems));
    } else {
      problems.forEach(problem -> session.terminal().line(ProblemReport.line(problem)));
      if (valid && !session.options().quiet()) {
        session.terminal().line(files.size() == 1 ? "valid" : files.size() + " files are valid");
      }
    }
    return valid ? ExitCode.SUCCEEDED : ExitCode.REFUSED;
  }

  /** A file that cannot be read is a problem beside those of the others. */
  private List<Problem> problems(String file) {
    byte[] bytes;
    try {
      bytes = DefinitionFiles.bytes(session.path(file), file);
    } catch (CommandFailure unreadable) {
      String what = unreadable.message().substring(file.length() + 2);
      return List.of(Problem.error("InvalidFile", new Place(file, 1, 1), what));
    }
    return new dev.baton.format.definition.DefinitionFiles(session.deck().pipelineReader())
        .validate(file, bytes);
  }
}
