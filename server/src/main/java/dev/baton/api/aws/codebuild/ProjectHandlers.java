package dev.baton.api.aws.codebuild;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Page;
import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeReader;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import dev.baton.port.ProjectStore;
import dev.baton.usecase.Projects;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.CreateProjectResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectResponse;
import software.amazon.awssdk.services.codebuild.model.ListProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.ListProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectResponse;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectVisibilityRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectVisibilityResponse;

/** CodeBuild's operations on projects. */
public final class ProjectHandlers {

  private static final int MAX_IDS = 100;
  private static final int PAGE = 100;

  private final ProjectStore store;
  private final ProjectWebhooks webhooks;
  private final ResourcePolicies policies;
  private final ShapeReader reader = new ShapeReader();
  private final ShapeWriter writer = new ShapeWriter(Timestamps.EPOCH, ZoneOffset.UTC);

  public ProjectHandlers(ProjectStore store, ProjectWebhooks webhooks, ResourcePolicies policies) {
    this.store = store;
    this.webhooks = webhooks;
    this.policies = policies;
  }

  /** Whether there is a project of that ARN. */
  boolean exists(Caller caller, String arn) {
    String name = plain(arn);
    return arn.equals(arn(caller, name))
        && store.find(caller.account(), caller.region(), name).isPresent();
  }

  private static String arn(Caller caller, String name) {
    return "arn:aws:codebuild:%s:%s:project/%s".formatted(caller.region(), caller.account(), name);
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(CodeBuildOperations.BATCH_GET_PROJECTS, this::batchGet)
        .on(CodeBuildOperations.LIST_PROJECTS, this::list);
  }

  /**
   * Adds what changes something.
   *
   * @param accepted gives back the text of a project when it is valid, and refuses it otherwise
   */
  public void addChanges(
      Dispatcher.Builder routes, Projects projects, UnaryOperator<String> accepted) {
    routes
        .on(
            CodeBuildOperations.CREATE_PROJECT,
            (caller, request) -> create(caller, request, projects, accepted))
        .on(
            CodeBuildOperations.UPDATE_PROJECT,
            (caller, request) -> update(caller, request, projects, accepted))
        .on(CodeBuildOperations.UPDATE_PROJECT_VISIBILITY, this::show)
        .on(
            CodeBuildOperations.DELETE_PROJECT,
            (caller, request) -> delete(caller, request, projects));
  }

  private CreateProjectResponse create(
      Caller caller,
      CreateProjectRequest request,
      Projects projects,
      UnaryOperator<String> accepted) {
    String name = named(request.name());
    SourcePlaces.check(caller, request.source(), request.secondarySources());
    String document = accepted.apply(text(request));
    ProjectStore.Stored stored = projects.create(caller.account(), caller.region(), name, document);
    return CreateProjectResponse.builder().project(shape(caller, stored)).build();
  }

  /** Replaces only the members that are given. */
  private UpdateProjectResponse update(
      Caller caller,
      UpdateProjectRequest request,
      Projects projects,
      UnaryOperator<String> accepted) {
    String name = named(request.name());
    SourcePlaces.check(caller, request.source(), request.secondarySources());
    ProjectStore.Stored before = projects.get(caller.account(), caller.region(), name);
    CreateProjectRequest.Builder merged =
        reader
            .<CreateProjectRequest>read(
                before.document().getBytes(StandardCharsets.UTF_8), CreateProjectRequest::builder)
            .toBuilder();
    overlay(merged, request);
    String document = accepted.apply(text(merged.build()));
    ProjectStore.Stored stored = projects.update(caller.account(), caller.region(), name, document);
    if (!isSameSource(shape(caller, before).source(), shape(caller, stored).source())) {
      webhooks.sourceChanged(caller, name);
    }
    return UpdateProjectResponse.builder().project(shape(caller, stored)).build();
  }

  /** Every project is private, and may be said to be. */
  private UpdateProjectVisibilityResponse show(
      Caller caller, UpdateProjectVisibilityRequest request) {
    String arn = AwsFault.required(request.projectArn(), "projectArn");
    String visibility = AwsFault.required(request.projectVisibilityAsString(), "projectVisibility");
    if (!visibility.equals("PRIVATE")) {
      throw invalid(
          "UpdateProjectVisibility: " + visibility + " is not supported: builds are not public");
    }
    if (!exists(caller, arn)) {
      throw new AwsFault("ResourceNotFoundException", 400, "Project cannot be found: " + arn);
    }
    return UpdateProjectVisibilityResponse.builder()
        .projectArn(arn)
        .projectVisibility(visibility)
        .build();
  }

  private static boolean isSameSource(
      @Nullable ProjectSource before, @Nullable ProjectSource after) {
    return before != null
        && after != null
        && Objects.equals(before.typeAsString(), after.typeAsString())
        && repository(before).equals(repository(after));
  }

  /** Without what hosts take no notice of. */
  private static String repository(ProjectSource source) {
    String location = source.location() == null ? "" : source.location();
    return location.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
  }

  private static void overlay(CreateProjectRequest.Builder base, UpdateProjectRequest given) {
    for (SdkField<?> field : given.sdkFields()) {
      Object value = field.getValueOrDefault(given);
      SdkField<?> target = base.sdkFieldNameToField().get(field.locationName());
      if (ShapeWriter.isSet(value) && target != null) {
        target.set(base, value);
      }
    }
  }

  private String text(SdkPojo request) {
    return Json.compact(out -> writer.write(out, request));
  }

  private DeleteProjectResponse delete(
      Caller caller, DeleteProjectRequest request, Projects projects) {
    String name = plain(named(request.name()));
    webhooks.forget(caller, name);
    policies.forget(caller, arn(caller, name));
    projects.delete(caller.account(), caller.region(), name);
    return DeleteProjectResponse.builder().build();
  }

  private BatchGetProjectsResponse batchGet(Caller caller, BatchGetProjectsRequest request) {
    if (request.names().isEmpty() || request.names().size() > MAX_IDS) {
      throw invalid("Between 1 and " + MAX_IDS + " project names are needed.");
    }
    List<Project> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : request.names()) {
      Optional<ProjectStore.Stored> stored =
          store.find(caller.account(), caller.region(), plain(name));
      stored.ifPresentOrElse(s -> found.add(shape(caller, s)), () -> missing.add(name));
    }
    return BatchGetProjectsResponse.builder().projects(found).projectsNotFound(missing).build();
  }

  private ListProjectsResponse list(Caller caller, ListProjectsRequest request) {
    String by = request.sortByAsString() == null ? "NAME" : request.sortByAsString();
    boolean descending = "DESCENDING".equals(request.sortOrderAsString());
    List<String> names = sorted(all(caller), by, descending);
    int from =
        Math.clamp(
            Page.after(request.nextToken(), "InvalidInputException")
                .map(ProjectHandlers::offset)
                .orElse(0),
            0,
            names.size());
    Page<String> page =
        Page.cut(
            names.subList(from, Math.min(names.size(), from + PAGE + 1)),
            PAGE,
            _ -> Integer.toString(from + PAGE));
    return ListProjectsResponse.builder()
        .projects(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static int offset(String token) {
    try {
      return Integer.parseInt(token);
    } catch (NumberFormatException e) {
      throw invalid("The next token is not one that Baton gave out.");
    }
  }

  private static List<String> sorted(List<ProjectStore.Stored> all, String by, boolean descending) {
    Comparator<ProjectStore.Stored> order =
        switch (by) {
          case "CREATED_TIME" -> Comparator.comparing(ProjectStore.Stored::created);
          case "LAST_MODIFIED_TIME" -> Comparator.comparing(ProjectStore.Stored::modified);
          case "NAME" -> Comparator.comparing(ProjectStore.Stored::name);
          default -> throw invalid("sortBy is one of NAME, CREATED_TIME, LAST_MODIFIED_TIME");
        };
    return all.stream()
        .sorted(descending ? order.reversed() : order)
        .map(ProjectStore.Stored::name)
        .toList();
  }

  private List<ProjectStore.Stored> all(Caller caller) {
    List<ProjectStore.Stored> all = new ArrayList<>();
    List<ProjectStore.Stored> page;
    do {
      String after = all.isEmpty() ? "" : all.getLast().name();
      page = store.list(caller.account(), caller.region(), PAGE, after);
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  private Project shape(Caller caller, ProjectStore.Stored stored) {
    Project bare = ProjectShapes.project(caller.account(), caller.region(), stored);
    return webhooks
        .of(caller, stored.name())
        .map(webhook -> bare.toBuilder().webhook(webhook).build())
        .orElse(bare);
  }

  /** A project may be named by its ARN. */
  static String plain(String name) {
    return name.startsWith("arn:") ? name.substring(name.lastIndexOf('/') + 1) : name;
  }

  private static String named(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw invalid("Project name is required");
    }
    return name;
  }

  static AwsFault invalid(String message) {
    return new AwsFault("InvalidInputException", 400, message);
  }
}
