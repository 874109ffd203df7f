package dev.baton.api.own;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.codebuild.SourcePlaces;
import dev.baton.api.own.read.Reading;
import dev.baton.model.build.Project;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.PipelineStore;
import dev.baton.port.ProjectReader;
import dev.baton.port.ProjectStore;
import dev.baton.port.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * The sources that clients of a server may name: repositories by URL, and the trees that they have
 * sent. Files of the server's machine are for the owner of its data directory alone.
 */
public final class SourceTrees {

  /** For how long an upload is kept that no pipeline remembers. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final int PAGE = 200;

  private final Uploads uploads;
  private final ProjectReader projects;
  private final Reading reading;
  private final InstantSource clock;

  public SourceTrees(
      Uploads uploads, ProjectReader projects, Reading reading, InstantSource clock) {
    this.uploads = uploads;
    this.projects = projects;
    this.reading = reading;
    this.clock = clock;
  }

  /**
   * Keeps a tree that was sent, and lets go of old ones.
   *
   * @return its place
   * @throws AwsFault when it is no tree that may be unpacked
   */
  String keep(InputStream zip) throws IOException {
    String place;
    try {
      place = uploads.keep(zip);
    } catch (ArtifactFiles.UnsafeArchive | ZipException e) {
      throw new AwsFault(
          "InvalidArchiveException", 400, "The upload cannot be unpacked: " + e.getMessage());
    }
    uploads.sweep(clock.instant().minus(KEPT), remembered()::contains);
    return place;
  }

  private Set<String> remembered() {
    Set<String> remembered = new HashSet<>();
    String after = "";
    List<PipelineStore.Stored> page;
    do {
      page = reading.pipelines(PAGE, after);
      for (PipelineStore.Stored stored : page) {
        remembered.addAll(stored.sources().values());
        after = stored.key().name();
      }
    } while (page.size() == PAGE);
    return remembered;
  }

  /**
   * Checks what a command names.
   *
   * @throws AwsFault when it names a file of this machine
   */
  void check(Caller caller, RunCommand command) {
    command.sources().forEach((action, place) -> check(caller, "--source " + action, place));
    command.projects().forEach((name, document) -> checkProject(caller, name, document));
  }

  /**
   * As for a run.
   *
   * @throws AwsFault when it names a file of this machine
   */
  void check(Caller caller, BuildCommand command) {
    check(caller, "--source", command.source());
    command
        .projectDocument()
        .ifPresent(document -> checkProject(caller, command.project(), document));
  }

  private void checkProject(Caller caller, String name, String document) {
    Instant now = clock.instant();
    Project project = projects.read(new ProjectStore.Stored(name, document, now, now));
    check(caller, name, project.source());
    project.secondarySources().forEach(source -> check(caller, name, source));
  }

  private void check(Caller caller, String name, Project.Source source) {
    if (SourcePlaces.isRepository(source.type()) && !source.location().isEmpty()) {
      check(caller, "project " + name, source.location());
    }
  }

  private void check(Caller caller, String what, String place) {
    if (caller.owner() || SourcePlaces.isRemote(place) || uploads.holds(place)) {
      return;
    }
    throw new AwsFault(
        "InvalidInputException",
        400,
        what
            + ": a server reads repositories by their URL (https:// or ssh://) and what was sent to"
            + " it; files of its machine are for the owner of its data directory");
  }
}
