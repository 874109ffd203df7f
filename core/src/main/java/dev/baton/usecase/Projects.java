package dev.baton.usecase;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.ProjectStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Build projects. Documents are JSON text that an edge has validated. */
public final class Projects {

  private final ProjectStore store;
  private final InstantSource clock;

  public Projects(ProjectStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Refused as ResourceAlreadyExists when the name is taken. */
  public ProjectStore.Stored create(String account, String region, String name, String document) {
    if (store.find(account, region, name).isPresent()) {
      throw Refused.because(
          "ResourceAlreadyExists",
          Problem.Kind.CONFLICT,
          "Project already exists : " + arn(account, region, name));
    }
    return put(account, region, name, document);
  }

  /** Refused as ResourceNotFound when there is none of that name. */
  public ProjectStore.Stored update(String account, String region, String name, String document) {
    get(account, region, name);
    return put(account, region, name, document);
  }

  /** Creates it, or replaces it when the document differs. */
  public ProjectStore.Stored register(String account, String region, String name, String document) {
    Optional<ProjectStore.Stored> found = store.find(account, region, name);
    if (found.isPresent() && found.get().document().equals(document)) {
      return found.get();
    }
    return put(account, region, name, document);
  }

  /** Refused as ResourceNotFound. */
  public ProjectStore.Stored get(String account, String region, String name) {
    return store
        .find(account, region, name)
        .orElseThrow(
            () ->
                Refused.because(
                    "ResourceNotFound",
                    Problem.Kind.NOT_FOUND,
                    "Project cannot be found: " + arn(account, region, name)));
  }

  public Optional<ProjectStore.Stored> find(String account, String region, String name) {
    return store.find(account, region, name);
  }

  public List<ProjectStore.Stored> list(String account, String region, int limit, String after) {
    return store.list(account, region, limit, after);
  }

  /** An unknown name succeeds, as in CodeBuild. */
  public void delete(String account, String region, String name) {
    store.delete(account, region, name);
  }

  private ProjectStore.Stored put(String account, String region, String name, String document) {
    store.put(account, region, name, document, clock.instant());
    return get(account, region, name);
  }

  private static String arn(String account, String region, String name) {
    return "arn:aws:codebuild:" + region + ":" + account + ":project/" + name;
  }
}
