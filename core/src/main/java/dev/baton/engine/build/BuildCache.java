package dev.baton.engine.build;

import dev.baton.model.build.Build;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.CachePlace;
import dev.baton.port.BuildRunner.Workspace;
import dev.baton.port.CacheStore;
import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A build's cache: restored at the end of DOWNLOAD_SOURCE, saved by a build that succeeded when its
 * artifacts are stored. Whatever goes wrong with it is said, and the build goes on.
 */
final class BuildCache {

  private static final int MOST_WARNINGS = 10;

  private final CacheStore store;
  private final BuildLog log;
  private final StopSignal signal;
  private final Path root;
  private final Optional<Plan> plan;

  /**
   * What is kept.
   *
   * @param key expanded when the sources were in place
   */
  private record Plan(
      String scope,
      String type,
      Optional<String> key,
      List<String> fallback,
      List<String> paths,
      boolean restores,
      boolean saves) {}

  private BuildCache(
      CacheStore store, BuildLog log, StopSignal signal, Path root, Optional<Plan> plan) {
    this.store = store;
    this.log = log;
    this.signal = signal;
    this.root = root;
    this.plan = plan;
  }

  /** Decides what a build keeps, and says what it does not. */
  static BuildCache of(
      CacheStore store,
      BuildLog log,
      StopSignal signal,
      Build build,
      Buildspec buildspec,
      BuildEnvironment environment,
      Path root) {
    Planning planning = new Planning(store, log, build, environment, root);
    return new BuildCache(store, log, signal, root, planning.plan(buildspec.cache()));
  }

  void restore(Workspace workspace) throws Stopped {
    if (plan.filter(Plan::restores).isEmpty()) {
      return;
    }
    Plan wanted = plan.get();
    log.agent("Downloading " + wanted.type() + " cache...");
    try {
      CacheStore.Restored restored =
          signal.interruptibly(
              () ->
                  store.restore(
                      wanted.scope(),
                      new CacheStore.Wanted(wanted.key(), wanted.fallback()),
                      wanted.paths(),
                      root,
                      workspace.root().resolve("cache")));
      warn(restored.warnings());
      log.agent(
          restored
              .found()
              .map(key -> "Restored " + restored.files() + " file(s) from the cache" + named(key))
              .orElse("No cache was restored"));
    } catch (IOException | PortException e) {
      log.agent("No cache was restored: " + BuildFault.words(e));
    }
  }

  /** Called when everything of the build has succeeded. */
  void save() throws Stopped {
    if (plan.filter(Plan::saves).isEmpty()) {
      return;
    }
    Plan kept = plan.get();
    log.agent("Uploading " + kept.type() + " cache...");
    try {
      CacheStore.Saved saved =
          signal.interruptibly(() -> store.save(kept.scope(), kept.key(), kept.paths(), root));
      warn(saved.warnings());
      if (saved.kept()) {
        log.agent(
            "Saved " + saved.files() + " file(s) to the cache" + named(kept.key().orElse("")));
      }
    } catch (IOException | PortException e) {
      log.agent("The cache was not saved: " + BuildFault.words(e));
    }
  }

  private static String named(String key) {
    return key.isEmpty() ? "" : " " + key;
  }

  private void warn(List<String> warnings) {
    warnings.stream().limit(MOST_WARNINGS).forEach(log::agent);
    if (warnings.size() > MOST_WARNINGS) {
      log.agent("... and " + (warnings.size() - MOST_WARNINGS) + " more of the cache's warnings");
    }
  }

  /** From what project and buildspec say to what is kept. */
  private record Planning(
      CacheStore store, BuildLog log, Build build, BuildEnvironment environment, Path root) {

    Optional<Plan> plan(Optional<Buildspec.Cache> declared) {
      if (declared.filter(cache -> !cache.paths().isEmpty()).isEmpty()) {
        log.agent("Unable to initialize cache download: no paths specified to be cached");
        return Optional.empty();
      }
      Buildspec.Cache cache = declared.get();
      CacheTexts texts =
          new CacheTexts(environment.variables(), patterns -> store.hash(patterns, root));
      List<String> paths = inside(cache.paths(), texts);
      CachePlace place = build.request().policy().cache();
      Optional<String> scope = place.scope(build.account(), build.region(), build.project());
      if (scope.isEmpty()) {
        log.agent(place.reason() + ": the buildspec's cache section is ignored");
        return Optional.empty();
      }
      if (paths.isEmpty()) {
        return Optional.empty();
      }
      try {
        Optional<String> key = Optional.empty();
        if (cache.key().isPresent()) {
          key = Optional.of(open(texts.expand(cache.key().get())));
        }
        List<String> fallback = new ArrayList<>();
        for (String prefix : cache.fallbackKeys()) {
          fallback.add(open(texts.expand(prefix)));
        }
        paths.forEach(path -> log.agent("Expanded cache path " + path));
        boolean restores = !cache.action().equals(Optional.of("save"));
        boolean saves = !cache.action().equals(Optional.of("restore"));
        return Optional.of(
            new Plan(scope.get(), place.type(), key, fallback, paths, restores, saves));
      } catch (CacheTexts.Unexpandable | IOException | PortException e) {
        log.agent("The cache is left out, its key cannot be used: " + BuildFault.words(e));
        return Optional.empty();
      }
    }

    /** Keys lie on the disk as they are. */
    private String open(String key) throws CacheTexts.Unexpandable {
      if (environment.holdsSecret(key) || !log.masked(key).equals(key)) {
        throw new CacheTexts.Unexpandable("it holds a secret");
      }
      return key;
    }

    private List<String> inside(List<String> written, CacheTexts texts) {
      List<String> inside = new ArrayList<>();
      List<String> outside = new ArrayList<>();
      for (String path : written) {
        try {
          String expanded = path.startsWith("$HOME") ? path : texts.expand(path);
          if (isOutside(expanded)) {
            outside.add(path);
          } else {
            inside.add(expanded);
          }
        } catch (CacheTexts.Unexpandable | IOException | PortException e) {
          log.agent("Skipping the cache path " + path + ": " + BuildFault.words(e));
        }
      }
      if (!outside.isEmpty()) {
        log.agent(
            "Cache paths outside of the workspace are left as they are: "
                + String.join(", ", outside));
      }
      return inside;
    }

    private boolean isOutside(String path) {
      if (path.startsWith("~") || path.startsWith("$HOME")) {
        return true;
      }
      try {
        return !root.resolve(path).normalize().startsWith(root);
      } catch (java.nio.file.InvalidPathException e) {
        return true;
      }
    }
  }
}
