package dev.baton.format.project;

import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.model.build.CachePlace;
import dev.baton.model.build.LogPlace;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a project says about caches, logs, networks and the like: checked as CodeBuild checks it,
 * and hardly honoured.
 */
final class SettingsReader {

  private static final int MAXIMUM_SUBNETS = 16;
  private static final int MAXIMUM_RETRIES = 10;
  private static final Pattern GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

  /** CloudWatch Logs' own limit leaves room for the build's id. */
  private static final Pattern STREAM = Pattern.compile("[^:*\\p{Cntrl}]{1,400}");

  private static final List<String> STATUS = List.of("ENABLED", "DISABLED");

  private final Shape project;
  private final InputProblems problems;
  private final NotHonoured notHonoured;

  SettingsReader(Shape project, InputProblems problems, NotHonoured notHonoured) {
    this.project = project;
    this.problems = problems;
    this.notHonoured = notHonoured;
  }

  /** What of them counts: where builds keep their cache, and where their logs are shown. */
  record Kept(CachePlace cache, LogPlace logs) {}

  /** Reads them all. */
  Kept read(String sourceType) {
    LogPlace logs = logs();
    network();
    badge(sourceType);
    problems.errorIf(
        project.text("description").filter(d -> d.length() > 255).isPresent(),
        project.place("description"),
        "Max description length is 255");
    if (project.text("encryptionKey").isPresent()) {
      notHonoured.add(
          "encryptionKey", "artifacts are not encrypted, but only Baton's own user can read them");
    }
    if (!project.objects("fileSystemLocations").isEmpty()) {
      notHonoured.add("fileSystemLocations", "no file system is mounted");
    }
    if (project.has("buildBatchConfig")) {
      notHonoured.add("buildBatchConfig", "batch builds are not supported yet");
    }
    return new Kept(cache(), logs);
  }

  /** How often CodeBuild would run a failed build again. */
  int autoRetryLimit() {
    return project.integer("autoRetryLimit", 0, MAXIMUM_RETRIES).orElse(0);
  }

  private CachePlace cache() {
    Optional<Shape> found = project.object("cache");
    if (found.isEmpty()) {
      return CachePlace.NONE;
    }
    Shape cache = found.get();
    String type =
        cache.required("type", Constraint.oneOf(List.of("NO_CACHE", "S3", "LOCAL"))).orElse("");
    String location = cache.text("location").orElse("");
    problems.errorIf(
        type.equals("S3") && !location.matches("[a-z0-9.-]{3,63}(/.*)?"),
        cache.place("location"),
        "Invalid cache: location must be a valid S3 bucket, followed by slash and the prefix");
    List<String> modes =
        cache.texts(
            "modes",
            Constraint.oneOf(
                List.of("LOCAL_DOCKER_LAYER_CACHE", "LOCAL_SOURCE_CACHE", "LOCAL_CUSTOM_CACHE")));
    problems.errorIf(
        type.equals("LOCAL") && modes.isEmpty(),
        cache.place("modes"),
        "At least one mode must be provided for cache type: LOCAL");
    String namespace = cache.text("cacheNamespace").orElse("");
    cache.end();
    if (type.equals("LOCAL")) {
      local(modes);
    }
    return new CachePlace(
        type, type.equals("S3") ? location + "/" + namespace : "", List.copyOf(modes));
  }

  private void local(List<String> modes) {
    if (modes.contains("LOCAL_SOURCE_CACHE")) {
      notHonoured.add("cache mode LOCAL_SOURCE_CACHE", "a source is fetched for each build");
    }
    if (modes.contains("LOCAL_DOCKER_LAYER_CACHE")) {
      notHonoured.add(
          "cache mode LOCAL_DOCKER_LAYER_CACHE",
          "a Docker daemon of this machine keeps its own layers");
    }
  }

  private LogPlace logs() {
    Optional<Shape> config = project.object("logsConfig");
    if (config.isEmpty()) {
      return LogPlace.USUAL;
    }
    LogPlace place =
        config.get().object("cloudWatchLogs").map(this::cloudWatchLogs).orElse(LogPlace.USUAL);
    config.get().object("s3Logs").ifPresent(this::s3Logs);
    config.get().end();
    return place;
  }

  private LogPlace cloudWatchLogs(Shape logs) {
    String status = logs.required("status", Constraint.oneOf(STATUS)).orElse("");
    String group = logs.text("groupName").orElse("");
    String stream = logs.text("streamName").orElse("");
    problems.errorIf(
        !group.isEmpty() && !GROUP.matcher(group).matches(),
        logs.place("groupName"),
        "Invalid logsConfig: groupName must have 1 to 512 letters, digits and . - _ / #");
    problems.errorIf(
        !stream.isEmpty() && !STREAM.matcher(stream).matches(),
        logs.place("streamName"),
        "Invalid logsConfig: streamName must have 1 to 400 characters, none of them : or *");
    logs.end();
    return new LogPlace(status.equals("DISABLED"), group, stream);
  }

  private void s3Logs(Shape logs) {
    boolean enabled =
        logs.required("status", Constraint.oneOf(STATUS)).orElse("").equals("ENABLED");
    problems.errorIf(
        enabled && logs.text("location").orElse("").isEmpty(),
        logs.place("location"),
        "Invalid logsConfig: s3Logs location must be provided if status is 'ENABLED'");
    logs.text("location");
    logs.flag("encryptionDisabled");
    logs.text("bucketOwnerAccess");
    logs.end();
    if (enabled) {
      notHonoured.add("logsConfig.s3Logs", "logs are not copied to S3");
    }
  }

  private void network() {
    Optional<Shape> vpc = project.object("vpcConfig");
    if (vpc.isEmpty()) {
      return;
    }
    vpc.get().text("vpcId");
    vpc.get().texts("subnets");
    vpc.get().texts("securityGroupIds");
    problems.errorIf(
        vpc.get().size("subnets") > MAXIMUM_SUBNETS,
        vpc.get().namePlace("subnets"),
        "Invalid vpc config: the maximum number of subnets is " + MAXIMUM_SUBNETS);
    vpc.get().end();
    notHonoured.add("vpcConfig", "a build has this machine's network");
  }

  private void badge(String sourceType) {
    boolean badge = project.flag("badgeEnabled").orElse(false);
    if (!badge) {
      return;
    }
    problems.errorIf(
        List.of("S3", "CODEPIPELINE", "NO_SOURCE").contains(sourceType),
        project.namePlace("badgeEnabled"),
        "Build badges are not supported for " + sourceType + " source");
    notHonoured.add("badgeEnabled", "there are no build badges");
  }
}
