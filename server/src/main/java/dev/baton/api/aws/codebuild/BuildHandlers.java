package dev.baton.api.aws.codebuild;

import static dev.baton.api.aws.codebuild.ProjectHandlers.invalid;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Page;
import dev.baton.model.build.BuildRequest;
import dev.baton.port.BuildStore;
import dev.baton.port.ProjectReader;
import dev.baton.port.ProjectStore;
import dev.baton.usecase.BuildRequests;
import dev.baton.usecase.Builds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildNotDeleted;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheRequest;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheResponse;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectResponse;
import software.amazon.awssdk.services.codebuild.model.ListBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.RetryBuildRequest;
import software.amazon.awssdk.services.codebuild.model.RetryBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildResponse;

/** CodeBuild's operations on builds. */
public final class BuildHandlers {

  private static final int MAX_IDS = 100;
  private static final int PAGE = 100;

  private final BuildStore store;
  private final ProjectStore projects;

  public BuildHandlers(BuildStore store, ProjectStore projects) {
    this.store = store;
    this.projects = projects;
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(CodeBuildOperations.BATCH_GET_BUILDS, this::batchGet)
        .on(CodeBuildOperations.LIST_BUILDS, this::list)
        .on(CodeBuildOperations.LIST_BUILDS_FOR_PROJECT, this::listForProject);
  }

  /**
   * Adds what changes something.
   *
   * @param judged refuses the text of a project that is not valid
   */
  public void addChanges(
      Dispatcher.Builder routes, Builds builds, ProjectReader reader, Consumer<String> judged) {
    routes
        .on(
            CodeBuildOperations.START_BUILD,
            (caller, request) -> start(caller, request, builds, reader, judged))
        .on(CodeBuildOperations.STOP_BUILD, (caller, request) -> stop(request, builds))
        .on(CodeBuildOperations.RETRY_BUILD, (caller, request) -> retry(caller, request, builds))
        .on(
            CodeBuildOperations.INVALIDATE_PROJECT_CACHE,
            (caller, request) -> invalidate(caller, request, builds, reader));
    addDeletion(routes);
  }

  /** Adds what changes something and needs the store alone. */
  void addDeletion(Dispatcher.Builder routes) {
    routes.on(CodeBuildOperations.BATCH_DELETE_BUILDS, this::batchDelete);
  }

  private InvalidateProjectCacheResponse invalidate(
      Caller caller, InvalidateProjectCacheRequest request, Builds builds, ProjectReader reader) {
    if (request.projectName() == null) {
      throw invalid("Project name is required");
    }
    String name = ProjectHandlers.plain(request.projectName());
    ProjectStore.Stored stored =
        projects
            .find(caller.account(), caller.region(), name)
            .orElseThrow(() -> noProject(caller, name));
    builds.invalidateCache(caller.account(), caller.region(), reader.read(stored));
    return InvalidateProjectCacheResponse.builder().build();
  }

  private StartBuildResponse start(
      Caller caller,
      StartBuildRequest request,
      Builds builds,
      ProjectReader reader,
      Consumer<String> judged) {
    if (request.projectName() == null) {
      throw invalid("Project name is required");
    }
    String name = ProjectHandlers.plain(request.projectName());
    SourcePlaces.check(
        caller, request.sourceTypeOverrideAsString(), request.sourceLocationOverride());
    SourcePlaces.check(caller, null, request.secondarySourcesOverride());
    ProjectStore.Stored stored =
        projects
            .find(caller.account(), caller.region(), name)
            .orElseThrow(() -> noProject(caller, name));
    ProjectStore.Stored overridden = overridden(caller, stored, request, judged);
    BuildRequest accepted =
        BuildRequests.of(reader.read(overridden), BuildRequests.Overrides.none(caller.name()));
    if (accepted.artifactsType().equals("CODEPIPELINE")) {
      throw invalid("ArtifactsOverride must be set when using artifacts type CodePipelines");
    }
    dev.baton.model.build.Build started =
        request.idempotencyToken() == null
            ? builds.start(caller.account(), caller.region(), name, accepted)
            : builds.startOnce(
                caller.account(),
                caller.region(),
                name,
                once(caller, "StartBuild", request.idempotencyToken()),
                accepted,
                () -> accepted);
    return StartBuildResponse.builder().build(BuildShapes.build(started)).build();
  }

  /** The project as this build sees it, judged anew where the request overrides anything. */
  private static ProjectStore.Stored overridden(
      Caller caller,
      ProjectStore.Stored stored,
      StartBuildRequest request,
      Consumer<String> judged) {
    String document = StartOverrides.over(stored.document(), request);
    if (document.equals(stored.document())) {
      return stored;
    }
    judged.accept(document);
    ProjectStore.Stored overridden =
        new ProjectStore.Stored(stored.name(), document, stored.created(), stored.modified());
    if (request.sourceTypeOverride() != null || request.sourceLocationOverride() != null) {
      SourcePlaces.check(
          caller,
          ProjectShapes.project(caller.account(), caller.region(), overridden).source(),
          List.of());
    }
    return overridden;
  }

  /** A token of any form as the UUID of the build that it starts, the same one each time. */
  private static String once(Caller caller, String operation, String token) {
    String text = String.join("\n", caller.account(), caller.region(), operation, token);
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private StopBuildResponse stop(StopBuildRequest request, Builds builds) {
    String id = identified(request.id());
    if (store.find(id).isEmpty()) {
      throw new AwsFault("ResourceNotFoundException", 400, "Build " + id + " does not exist");
    }
    return StopBuildResponse.builder().build(BuildShapes.build(builds.stop(id))).build();
  }

  private RetryBuildResponse retry(Caller caller, RetryBuildRequest request, Builds builds) {
    String id = identified(request.id());
    if (store.find(id).isEmpty()) {
      throw new AwsFault("ResourceNotFoundException", 400, "Build cannot be found: " + id);
    }
    dev.baton.model.build.Build again =
        request.idempotencyToken() == null
            ? builds.retry(id)
            : builds.retryOnce(id, once(caller, "RetryBuild", request.idempotencyToken()));
    return RetryBuildResponse.builder().build(BuildShapes.build(again)).build();
  }

  /** Answers in ARNs; CodeBuild says of a build that it does not know that it was deleted. */
  private BatchDeleteBuildsResponse batchDelete(Caller caller, BatchDeleteBuildsRequest request) {
    countOf(request.ids());
    List<String> deleted = new ArrayList<>();
    List<BuildNotDeleted> left = new ArrayList<>();
    for (String id : request.ids().stream().map(BuildHandlers::plain).distinct().toList()) {
      String arn =
          "arn:aws:codebuild:%s:%s:build/%s".formatted(caller.region(), caller.account(), id);
      if (store.delete(id) || store.find(id).isEmpty()) {
        deleted.add(arn);
      } else {
        left.add(BuildNotDeleted.builder().id(arn).statusCode("BUILD_IN_PROGRESS").build());
      }
    }
    return BatchDeleteBuildsResponse.builder()
        .buildsDeleted(deleted)
        .buildsNotDeleted(left)
        .build();
  }

  private static void countOf(List<String> ids) {
    if (ids.isEmpty() || ids.size() > MAX_IDS) {
      throw invalid("Between 1 and " + MAX_IDS + " build ids are needed.");
    }
  }

  private BatchGetBuildsResponse batchGet(Caller caller, BatchGetBuildsRequest request) {
    countOf(request.ids());
    List<Build> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String id : request.ids()) {
      store
          .find(plain(id))
          .ifPresentOrElse(build -> found.add(BuildShapes.build(build)), () -> missing.add(id));
    }
    return BatchGetBuildsResponse.builder().builds(found).buildsNotFound(missing).build();
  }

  private ListBuildsResponse list(Caller caller, ListBuildsRequest request) {
    BuildStore.Order order = order(request.sortOrderAsString());
    Page<BuildStore.Listed> page = page(caller, Optional.empty(), order, request.nextToken());
    return ListBuildsResponse.builder()
        .ids(page.elements().stream().map(listed -> listed.summary().id()).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private ListBuildsForProjectResponse listForProject(
      Caller caller, ListBuildsForProjectRequest request) {
    BuildStore.Order order = order(request.sortOrderAsString());
    if (request.projectName() == null) {
      throw invalid("Project name is required");
    }
    String name = ProjectHandlers.plain(request.projectName());
    Page<BuildStore.Listed> page = page(caller, Optional.of(name), order, request.nextToken());
    boolean known =
        !page.elements().isEmpty()
            || projects.find(caller.account(), caller.region(), name).isPresent();
    if (!known) {
      throw noProject(caller, name);
    }
    return ListBuildsForProjectResponse.builder()
        .ids(page.elements().stream().map(listed -> listed.summary().id()).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private Page<BuildStore.Listed> page(
      Caller caller, Optional<String> project, BuildStore.Order order, @Nullable String token) {
    long from = Page.from(token, order.begin(), "InvalidInputException");
    return Page.cut(
        store.list(caller.account(), caller.region(), project, order, from, PAGE + 1),
        PAGE,
        listed -> Long.toString(listed.sequence()));
  }

  /** Newest first where nothing is asked for. */
  private static BuildStore.Order order(@Nullable String asked) {
    return switch (asked) {
      case null -> BuildStore.Order.NEWEST_FIRST;
      case "DESCENDING" -> BuildStore.Order.NEWEST_FIRST;
      case "ASCENDING" -> BuildStore.Order.OLDEST_FIRST;
      default -> throw invalid("sortOrder: ASCENDING or DESCENDING");
    };
  }

  private static AwsFault noProject(Caller caller, String name) {
    return new AwsFault(
        "ResourceNotFoundException",
        400,
        "Project cannot be found: arn:aws:codebuild:%s:%s:project/%s"
            .formatted(caller.region(), caller.account(), name));
  }

  private static String identified(@Nullable String id) {
    if (id == null || id.isEmpty()) {
      throw invalid("Build ID or ARN is required");
    }
    return plain(id);
  }

  /** A build may be named by its ARN. */
  private static String plain(String id) {
    return id.startsWith("arn:") ? id.substring(id.indexOf(":build/") + ":build/".length()) : id;
  }
}
