package dev.baton.api.aws;

import dev.baton.api.aws.model.Models;
import dev.baton.api.aws.model.ServiceModel;
import dev.baton.model.access.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The least that each operation needs. An operation that is in neither table is for users: so a new
 * one is closed to builds until somebody opens it here.
 *
 * <p>A build session reads the settings that its buildspec names, looks at builds of its own
 * project, ends itself and writes its own log; nothing else.
 */
final class Permissions {

  /** What decides who may do what, or whose credentials everybody's builds use. */
  private static final Set<String> ADMINISTRATORS =
      Set.of(
          "CodeBuild_20161006.ImportSourceCredentials",
          "CodeBuild_20161006.DeleteSourceCredentials",
          "CodeBuild_20161006.PutResourcePolicy",
          "CodeBuild_20161006.DeleteResourcePolicy",
          "secretsmanager.PutResourcePolicy",
          "secretsmanager.DeleteResourcePolicy",
          "Logs_20140328.PutResourcePolicy",
          "Logs_20140328.DeleteResourcePolicy",
          "AmazonSSM.PutResourcePolicy",
          "AmazonSSM.DeleteResourcePolicy");

  private static final Map<String, BiPredicate<Caller, SdkPojo>> BUILDS =
      Map.ofEntries(
          Map.entry("AmazonSSM.GetParameter", (_, _) -> true),
          Map.entry("AmazonSSM.GetParameters", (_, _) -> true),
          Map.entry("AmazonSSM.GetParametersByPath", (_, _) -> true),
          Map.entry("AmazonSSM.GetParameterHistory", (_, _) -> true),
          Map.entry("secretsmanager.GetSecretValue", (_, _) -> true),
          Map.entry("secretsmanager.DescribeSecret", (_, _) -> true),
          Map.entry("CodeBuild_20161006.BatchGetBuilds", Permissions::areBuildsOfItsProject),
          Map.entry("CodeBuild_20161006.StopBuild", Permissions::isItself),
          Map.entry("CodeBuild_20161006.BatchGetProjects", Permissions::isItsProject),
          Map.entry("CodeBuild_20161006.ListBuildsForProject", Permissions::isItsProject),
          Map.entry("Logs_20140328.CreateLogGroup", Permissions::isItsLogGroup),
          Map.entry("Logs_20140328.CreateLogStream", Permissions::isItsLogGroup),
          Map.entry("Logs_20140328.PutLogEvents", Permissions::isItsLogGroup),
          Map.entry("Logs_20140328.DescribeLogStreams", Permissions::isItsLogGroup),
          Map.entry("Logs_20140328.GetLogEvents", Permissions::isItsLogGroup),
          Map.entry("Logs_20140328.FilterLogEvents", Permissions::isItsLogGroup));

  private Permissions() {}

  /** The least kind of principal that an operation is for. */
  static Principal.Kind least(String target) {
    if (ADMINISTRATORS.contains(target)) {
      return Principal.Kind.ADMINISTRATOR;
    }
    return BUILDS.containsKey(target) ? Principal.Kind.BUILD_SESSION : Principal.Kind.USER;
  }

  /** Every operation that a table names. */
  static Stream<String> named() {
    return Stream.concat(ADMINISTRATORS.stream(), BUILDS.keySet().stream());
  }

  /**
   * Judges a caller before its request is read.
   *
   * @throws AwsFault when the operation is not for it, whatever it asks
   */
  static void check(Caller caller, String target) {
    boolean may =
        switch (caller.principal().kind()) {
          case ADMINISTRATOR -> true;
          case USER -> least(target) != Principal.Kind.ADMINISTRATOR;
          case BUILD_SESSION -> least(target) == Principal.Kind.BUILD_SESSION;
        };
    if (!may) {
      throw denied(caller, target);
    }
  }

  /**
   * Judges what a caller asks.
   *
   * @throws AwsFault when that is somebody else's
   */
  static void check(Caller caller, String target, SdkPojo request) {
    check(caller, target);
    if (caller.principal().kind() == Principal.Kind.BUILD_SESSION
        && !Objects.requireNonNull(BUILDS.get(target)).test(caller, request)) {
      throw denied(caller, target);
    }
  }

  private static AwsFault denied(Caller caller, String target) {
    int dot = target.indexOf('.');
    String service =
        Models.bundled()
            .service(target.substring(0, Math.max(dot, 0)))
            .map(ServiceModel::id)
            .orElse("baton");
    return new AwsFault(
        "AccessDeniedException",
        400,
        "User: %s is not authorized to perform: %s:%s"
            .formatted(caller.arn(), service, target.substring(dot + 1)));
  }

  private static boolean isItsProject(Caller caller, SdkPojo request) {
    String project = caller.principal().project().orElseThrow();
    List<String> asked =
        Stream.of("names", "projectName").flatMap(m -> texts(request, m).stream()).toList();
    return !asked.isEmpty() && asked.stream().allMatch(project::equals);
  }

  private static boolean areBuildsOfItsProject(Caller caller, SdkPojo request) {
    String prefix = caller.principal().project().orElseThrow() + ":";
    List<String> ids = texts(request, "ids");
    return !ids.isEmpty() && ids.stream().allMatch(id -> plain(caller, id).startsWith(prefix));
  }

  private static boolean isItself(Caller caller, SdkPojo request) {
    return texts(request, "id").stream()
        .anyMatch(id -> plain(caller, id).equals(caller.principal().name()));
  }

  /** An ARN names the same build as its id. */
  private static String plain(Caller caller, String id) {
    String arn = "arn:aws:codebuild:%s:%s:build/".formatted(caller.region(), caller.account());
    return id.startsWith(arn) ? id.substring(arn.length()) : id;
  }

  private static boolean isItsLogGroup(Caller caller, SdkPojo request) {
    String group = "/aws/codebuild/" + caller.principal().project().orElseThrow();
    return texts(request, "logGroupName").equals(List.of(group))
        && texts(request, "logGroupIdentifier").isEmpty();
  }

  /** A member's texts: its value, or those of its list; none where there is no such member. */
  private static List<String> texts(SdkPojo request, String member) {
    return request.sdkFields().stream()
        .filter(field -> field.locationName().equals(member))
        .map(field -> field.getValueOrDefault(request))
        .flatMap(
            value ->
                switch (value) {
                  case String text -> Stream.of(text);
                  case List<?> list -> list.stream().map(String::valueOf);
                  case null, default -> Stream.<String>empty();
                })
        .toList();
  }
}
