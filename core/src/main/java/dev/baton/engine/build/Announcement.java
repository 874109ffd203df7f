package dev.baton.engine.build;

import dev.baton.model.build.Buildspec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a build's log says about its buildspec before the first command, in CodeBuild's words. */
final class Announcement {

  private final BuildLog log;

  Announcement(BuildLog log) {
    this.log = log;
  }

  /** Says what will run, and which of the buildspec's settings have no effect here. */
  void of(Buildspec buildspec) {
    runtimes(buildspec);
    notHonoured(buildspec).forEach(setting -> log.agent("Not honoured here: " + setting));
    log.agent("Phases found in YAML: " + buildspec.phases().size());
    buildspec
        .phases()
        .forEach(
            (type, phase) -> log.agent(" " + type + ": " + phase.commands().size() + " commands"));
  }

  private void runtimes(Buildspec buildspec) {
    List<String> asked = new ArrayList<>();
    for (Buildspec.Phase phase : buildspec.phases().values()) {
      for (Map.Entry<String, String> runtime : phase.runtimeVersions().entrySet()) {
        asked.add(runtime.getKey() + " " + runtime.getValue());
      }
    }
    if (asked.isEmpty()) {
      log.agent("No runtime version selected in buildspec.");
      return;
    }
    log.agent(
        "Skipping install of runtimes ("
            + String.join(", ", asked)
            + "). Runtime version selection is not supported by this build image");
  }

  private static List<String> notHonoured(Buildspec buildspec) {
    List<String> settings = new ArrayList<>();
    if (buildspec.env().gitCredentialHelper()) {
      settings.add("the buildspec's env.git-credential-helper; git has no credentials of Baton's");
    }
    if (buildspec.proxy().uploadArtifacts()) {
      settings.add("the buildspec's proxy.upload-artifacts; artifacts take no network");
    }
    if (buildspec.proxy().logs()) {
      settings.add("the buildspec's proxy.logs; logs take no network");
    }
    return settings;
  }
}
