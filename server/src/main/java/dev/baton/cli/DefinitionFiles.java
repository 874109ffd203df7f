package dev.baton.cli;

import dev.baton.format.document.Document;
import dev.baton.format.document.DocumentReader;
import dev.baton.format.document.Parsed;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.format.project.ProjectFileReader;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions in the user's files. Warnings are said on stderr, errors refuse the command. */
final class DefinitionFiles {

  private static final List<String> ENDINGS = List.of("json", "yml", "yaml");

  private final Session session;

  DefinitionFiles(Session session) {
    this.session = session;
  }

  /** A file's bytes, as many as a definition may have and one more. */
  static byte[] bytes(Path file, String shown) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(DocumentReader.MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw CommandFailure.refused(shown + ": no such file");
    } catch (IOException e) {
      throw CommandFailure.refused(shown + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  /** The pipeline's file: the one that is named, or the first usual one. */
  Path pipelineFile(Optional<String> named) {
    if (named.isPresent()) {
      return session.path(named.get());
    }
    List<Path> places = new ArrayList<>();
    places.add(session.workingDirectory());
    for (Path place : places) {
      for (String start : List.of("pipeline.", ".baton/pipeline.")) {
        for (String ending : ENDINGS) {
          Path file = place.resolve(start + ending);
          if (Files.isRegularFile(file)) {
            return file;
          }
        }
      }
    }
    throw CommandFailure.refused(
        "there is no pipeline.json, pipeline.yml or .baton/pipeline.* in "
            + session.workingDirectory()
            + "; name the file");
  }

  /** A file as the user would name it. */
  String shown(Path file) {
    Path directory = session.workingDirectory();
    return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
  }

  /** Reads a pipeline. */
  PipelineReader.Declared pipeline(Path file) {
    Parsed<Document> document = DocumentReader.read(shown(file), bytes(file, shown(file)));
    return accepted(document.then(session.deck().pipelineReader()::file));
  }

  /** Reads a project. */
  ProjectFileReader.Declared project(Path file) {
    Parsed<Document> document = DocumentReader.read(shown(file), bytes(file, shown(file)));
    return accepted(document.then(ProjectFileReader::file));
  }

  /**
   * The projects of a file or of a directory's files, name to document.
   *
   * @param named what {@code --projects} says
   * @param beside the pipeline's file
   */
  Map<String, String> projects(Optional<String> named, Path beside) {
    Path place = named.map(session::path).orElseGet(() -> beside.resolveSibling("projects"));
    if (!Files.exists(place)) {
      named.ifPresent(
          given -> session.terminal().note("--projects " + given + ": there is no such place"));
      return Map.of();
    }
    Map<String, String> projects = new LinkedHashMap<>();
    for (Path file : Files.isDirectory(place) ? filesOf(place) : List.of(place)) {
      ProjectFileReader.Declared declared = project(file);
      if (projects.put(declared.project().name(), declared.document()) != null) {
        throw CommandFailure.refused(
            shown(file) + ": the project " + declared.project().name() + " is declared twice");
      }
    }
    return projects;
  }

  private static List<Path> filesOf(Path directory) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{json,yml,yaml}")) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw CommandFailure.refused(directory + ": cannot be read (" + e.getMessage() + ")");
    }
    Collections.sort(files);
    return files;
  }

  private <T> T accepted(Parsed<T> parsed) {
    if (parsed.value().isEmpty()) {
      throw new Refused(parsed.problems());
    }
    if (!session.options().quiet()) {
      for (Problem warning : parsed.problems()) {
        session.terminal().note(ProblemReport.line(warning));
      }
    }
    return parsed.value().get();
  }
}
