package dev.baton.adapter.git;

import dev.baton.adapter.git.Location.Remote;
import dev.baton.adapter.git.ObjectReader.Found;
import dev.baton.adapter.process.Finished;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.SourceHost.Revision;
import dev.baton.port.SourceHost.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repository behind a URL as a source: what is needed of it is fetched each time. */
final class RemoteSource {

  private static final String WANTED = "refs/baton/wanted";
  private static final List<String> EVERYTHING =
      List.of("+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*");

  private final Git git;
  private final Scratch scratch;
  private final Remote remote;
  private final RevisionName name;
  private final int depth;

  RemoteSource(Git git, Scratch scratch, Remote remote, SourceContent.Git source) {
    this.git = git;
    this.scratch = scratch;
    this.remote = remote;
    this.name = RevisionName.of(source.revision());
    this.depth = source.depth();
  }

  /**
   * What the name stands for over there.
   *
   * @param reference the full name of a branch or tag; empty for a commit
   * @param id empty when only the whole history can tell
   */
  private record Target(String reference, String id) {}

  Revision resolve() throws IOException {
    try (Scratch.Temporary own = scratch.directory()) {
      GitDirectory directory = fresh(own.path());
      Target target = find();
      return Revisions.of(fetch(directory, target, 1), target.reference(), List.of());
    }
  }

  Revision checkout(Path directory, boolean withGit) throws IOException {
    Target target = find();
    try (Scratch.Temporary own = scratch.directory()) {
      GitDirectory gitDirectory = fresh(withGit ? directory.resolve(".git") : own.path());
      CommitObject commit = fetch(gitDirectory, target, withGit ? depth : 1);
      Revision revision = Revisions.of(commit, target.reference(), List.of());
      if (withGit) {
        history(gitDirectory, revision);
      }
      git.call("read-tree", "--reset", "-u", commit.id())
          .gitDirectory(gitDirectory.path())
          .workTree(directory)
          .orThrow("cannot check out " + commit.id() + " of " + remote);
      return revision;
    }
  }

  private static GitDirectory fresh(Path path) throws IOException {
    GitDirectory directory = GitDirectory.create(path);
    directory.configure(Optional.empty(), "");
    directory.head("");
    return directory;
  }

  private Target find() {
    if (name.isCommit()) {
      return new Target("", name.text());
    }
    List<String> asked = new ArrayList<>(name.isHead() ? List.of("HEAD") : name.candidates());
    String listed =
        talking("ls-remote", "--symref", "--", remote.url())
            .arguments(asked)
            .orThrow("cannot read the repository " + remote)
            .text();
    Map<String, String> ids = new HashMap<>();
    String head = "";
    for (String line : listed.split("\n", -1)) {
      String[] fields = line.split("\t", -1);
      if (fields.length == 2 && fields[0].startsWith("ref: ") && fields[1].equals("HEAD")) {
        head = fields[0].substring("ref: ".length());
      } else if (fields.length == 2) {
        ids.put(fields[1], fields[0]);
      }
    }
    for (String candidate : asked) {
      if (ids.containsKey(candidate)) {
        return new Target(
            candidate.equals("HEAD") ? head : candidate, ids.getOrDefault(candidate, ""));
      }
    }
    if (name.isShort()) {
      return new Target("", "");
    }
    throw new SourceException(
        name.isHead()
            ? "The repository "
                + remote
                + " has no commits yet, or its HEAD names a branch that is not there"
            : "The repository " + remote + " has no branch or tag " + name.text());
  }

  /**
   * Fetches as little as will do, or everything where that is asked for or the other side cannot
   * give less.
   */
  private CommitObject fetch(GitDirectory directory, Target target, int wantedDepth) {
    if (wantedDepth > 0 && !target.id().isEmpty()) {
      String from = target.reference().isEmpty() ? target.id() : target.reference();
      Finished little = fetching(directory, wantedDepth, List.of("+" + from + ":" + WANTED)).run();
      if (little.succeeded()) {
        return commit(directory, WANTED);
      }
    }
    String what = "cannot fetch from the repository " + remote;
    fetching(directory, 0, EVERYTHING).orThrow(what);
    if (target.id().isEmpty()) {
      return commit(directory, name.text());
    }
    return commit(directory, target.id());
  }

  private Git.Call fetching(GitDirectory directory, int wantedDepth, List<String> refspecs) {
    List<String> options =
        new ArrayList<>(
            List.of("--no-write-fetch-head", "--no-tags", "--no-recurse-submodules", "--quiet"));
    if (wantedDepth > 0) {
      options.add("--depth=" + wantedDepth);
    }
    options.addAll(List.of("--", remote.url()));
    options.addAll(refspecs);
    return talking("fetch").arguments(options).gitDirectory(directory.path());
  }

  private CommitObject commit(GitDirectory directory, String revision) {
    Git.Call call = git.call("cat-file", "--batch").gitDirectory(directory.path());
    Optional<Found> found =
        ObjectReader.read(
                call,
                List.of(revision + "^{commit}"),
                "cannot read what was fetched from " + remote)
            .getFirst();
    return found
        .map(object -> CommitObject.parse(object.id(), object.latin()))
        .orElseThrow(
            () ->
                new SourceException("The repository " + remote + " has no commit " + name.text()));
  }

  private void history(GitDirectory directory, Revision revision) throws IOException {
    String branch = revision.branch();
    directory.configure(Optional.of(remote.url()), branch);
    if (branch.isEmpty()) {
      directory.detach(revision.commit());
    } else {
      Map<String, String> references = new LinkedHashMap<>();
      references.put(RevisionName.HEADS + branch, revision.commit());
      references.put("refs/remotes/origin/" + branch, revision.commit());
      update(directory, references);
      directory.head(branch);
    }
  }

  /** By git, as what was fetched has loose references already. */
  private void update(GitDirectory directory, Map<String, String> references) {
    StringBuilder input = new StringBuilder();
    references.forEach(
        (reference, id) ->
            input.append("update ").append(reference).append(' ').append(id).append('\n'));
    input.append("delete ").append(WANTED).append('\n');
    git.call("update-ref", "--stdin", "--no-deref")
        .gitDirectory(directory.path())
        .reading(input.toString())
        .orThrow("cannot write the references of " + remote);
  }

  private Git.Call talking(String... arguments) {
    Git.Call call = git.call(arguments).reaching(remote.protocol());
    // Git would send the header to wherever it is redirected.
    remote
        .authorization()
        .ifPresent(
            value ->
                call.configured("http.extraHeader", "Authorization: " + value)
                    .configured("http.followRedirects", "false"));
    return call;
  }
}
