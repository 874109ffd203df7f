package dev.baton.adapter.git;

import dev.baton.adapter.git.ObjectReader.Found;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.SourceHost.Revision;
import dev.baton.port.SourceHost.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A repository on this machine as a source. It is read and never written. */
final class LocalSource {

  private final Git git;
  private final Scratch scratch;
  private final Repository repository;
  private final SourceContent.Git source;

  /** The part of the working tree that is meant, relative to its root; empty for all. */
  private final String part;

  private LocalSource(
      Git git, Scratch scratch, Repository repository, SourceContent.Git source, String part) {
    this.git = git;
    this.scratch = scratch;
    this.repository = repository;
    this.source = source;
    this.part = part;
  }

  /**
   * The source at a directory.
   *
   * @throws SourceException when there is no repository
   */
  static LocalSource at(
      Git git, Scratch scratch, Repositories repositories, Path directory, SourceContent.Git source)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new SourceException("The source " + directory + " is not there, or is no directory");
    }
    Path real = directory.toRealPath();
    Repository repository =
        repositories
            .around(real)
            .orElseThrow(
                () -> new SourceException("The source " + directory + " is in no git repository"));
    String part = repository.bare() ? "" : repository.root().relativize(real).toString();
    return new LocalSource(git, scratch, repository, source, part);
  }

  /** A commit and what led to it. */
  private record Resolved(CommitObject commit, String reference, boolean hasPart) {}

  Revision resolve() throws IOException {
    Resolved resolved = find();
    List<String> uncommitted = wantsWorkingTree() ? workingTree(resolved).changes() : List.of();
    return Revisions.of(resolved.commit(), resolved.reference(), uncommitted);
  }

  Revision checkout(Path target, boolean withGit) throws IOException {
    Resolved resolved = find();
    if (withGit && part.isEmpty()) {
      GitDirectory directory = GitDirectory.create(target.resolve(".git"));
      history(directory, resolved);
      read(directory.path(), directory.path().resolve("index"), resolved, target);
    } else if (resolved.hasPart()) {
      try (Scratch.Temporary index = scratch.index()) {
        read(scratch.empty(), index.path(), resolved, target);
      }
    }
    if (!wantsWorkingTree()) {
      return Revisions.of(resolved.commit(), resolved.reference(), List.of());
    }
    WorkingTree tree = workingTree(resolved);
    tree.overlay(target);
    return Revisions.of(resolved.commit(), resolved.reference(), tree.changes());
  }

  private void read(Path gitDirectory, Path index, Resolved resolved, Path target) {
    String commit = resolved.commit().id();
    git.call("read-tree", "--reset", "-u", part.isEmpty() ? commit : commit + ":" + part)
        .gitDirectory(gitDirectory)
        .index(index)
        .borrowing(repository.objects())
        .workTree(target)
        .orThrow("cannot check out " + commit + " of " + repository.root());
  }

  private boolean wantsWorkingTree() {
    return source.workingTree() && source.revision().isEmpty() && !repository.bare();
  }

  private WorkingTree workingTree(Resolved resolved) throws IOException {
    return WorkingTree.read(git, scratch, repository, resolved.commit().id(), part);
  }

  private Resolved find() {
    RevisionName name = RevisionName.of(source.revision());
    List<String> candidates = name.candidates();
    List<String> asked = new ArrayList<>();
    for (String candidate : candidates) {
      asked.add(candidate + "^{commit}");
      asked.add(candidate + ":" + part);
    }
    String what = "cannot read the repository " + repository.root();
    List<Optional<Found>> found =
        ObjectReader.read(
            git.call("cat-file", "--batch").gitDirectory(repository.gitDirectory()), asked, what);
    for (int i = 0; i < candidates.size(); i++) {
      Optional<Found> commit = found.get(2 * i).filter(object -> object.type().equals("commit"));
      if (commit.isPresent()) {
        boolean hasPart =
            found.get(2 * i + 1).filter(object -> object.type().equals("tree")).isPresent();
        CommitObject parsed = CommitObject.parse(commit.get().id(), commit.get().latin());
        return new Resolved(parsed, reference(name, candidates.get(i)), hasPart);
      }
    }
    if (name.isHead()) {
      throw new SourceException(
          "The repository " + repository.root() + " has no commits yet; commit something first");
    }
    throw new SourceException(
        "The repository "
            + repository.root()
            + " has no branch, tag or commit "
            + name.text()
            + (name.isShort() ? ", or several" : ""));
  }

  private String reference(RevisionName name, String candidate) {
    if (!name.isHead()) {
      return candidate;
    }
    String branch = repository.branch();
    return branch.isEmpty() ? "" : RevisionName.HEADS + branch;
  }

  /**
   * Writes the fresh git directory: one pack of what the commit and the branches and tags reach,
   * and the references.
   */
  private void history(GitDirectory directory, Resolved resolved) throws IOException {
    String commit = resolved.commit().id();
    String branch = Revisions.of(resolved.commit(), resolved.reference(), List.of()).branch();
    Map<String, String> references = source.depth() > 0 ? new LinkedHashMap<>() : references();
    if (!branch.isEmpty()) {
      references.put(RevisionName.HEADS + branch, commit);
      references.put("refs/remotes/origin/" + branch, commit);
    }
    Optional<String> shallow =
        source.depth() > 0 ? Optional.of(boundary(commit, source.depth())) : repository.shallow();
    if (shallow.filter(text -> !text.isEmpty()).isPresent()) {
      directory.shallow(shallow.get());
    }
    String origin = repository.root().toString();
    boolean writable = origin.chars().allMatch(c -> c >= ' ');
    directory.configure(Optional.of(origin).filter(_ -> writable), branch);
    if (branch.isEmpty()) {
      directory.detach(commit);
    } else {
      directory.head(branch);
    }
    directory.references(references);
    Set<String> tips = new HashSet<>(references.values());
    tips.add(commit);
    Path pack = directory.path().resolve("objects/pack/pack");
    git.call("pack-objects", "--revs", "--delta-base-offset", "--window=0", "-q", pack.toString())
        .gitDirectory(directory.path())
        .borrowing(repository.objects())
        .reading(String.join("\n", tips) + "\n")
        .orThrow("cannot copy the history of " + repository.root());
  }

  /**
   * As a clone would have them: branches become those of origin, after what this repository knows
   * of its own origin.
   */
  private Map<String, String> references() {
    String listed =
        git.call(
                "for-each-ref",
                "--format=%(objectname) %(refname) %(symref)",
                "refs/heads",
                "refs/tags",
                "refs/remotes/origin")
            .gitDirectory(repository.gitDirectory())
            .orThrow("cannot list the branches of " + repository.root())
            .text();
    Map<String, String> references = new LinkedHashMap<>();
    Map<String, String> own = new LinkedHashMap<>();
    for (String line : listed.split("\n", -1)) {
      String[] fields = line.split(" ", -1);
      if (fields.length != 3 || !fields[2].isEmpty()) {
        continue;
      }
      if (fields[1].startsWith(RevisionName.HEADS)) {
        own.put(
            "refs/remotes/origin/" + fields[1].substring(RevisionName.HEADS.length()), fields[0]);
      } else {
        references.put(fields[1], fields[0]);
      }
    }
    own.forEach(references::putIfAbsent);
    return references;
  }

  /**
   * The commits at a distance of {@code depth - 1}, whose parents are cut off; by way of all
   * parents, as git counts.
   */
  private String boundary(String commit, int depth) {
    String listed =
        git.call("rev-list", "--parents", commit)
            .gitDirectory(repository.gitDirectory())
            .orThrow("cannot read the history of " + repository.root())
            .text();
    Map<String, List<String>> parents = new HashMap<>();
    for (String line : listed.split("\n", -1)) {
      List<String> ids = List.of(line.split(" ", -1));
      parents.put(ids.getFirst(), ids.subList(1, ids.size()));
    }
    Set<String> seen = new HashSet<>(Set.of(commit));
    Deque<String> level = new ArrayDeque<>(seen);
    for (int distance = 1; distance < depth; distance++) {
      Deque<String> next = new ArrayDeque<>();
      for (String id : level) {
        parents.getOrDefault(id, List.of()).stream().filter(seen::add).forEach(next::add);
      }
      level = next;
    }
    StringBuilder cut = new StringBuilder(repository.shallow().orElse(""));
    level.stream()
        .filter(id -> !parents.getOrDefault(id, List.of()).isEmpty())
        .forEach(id -> cut.append(id).append('\n'));
    return cut.toString();
  }
}
