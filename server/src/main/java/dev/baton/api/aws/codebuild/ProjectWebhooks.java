package dev.baton.api.aws.codebuild;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Shelf;
import dev.baton.port.Entropy;
import dev.baton.port.ProjectStore;
import dev.baton.port.ResourceStore;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codebuild.model.CreateWebhookRequest;
import software.amazon.awssdk.services.codebuild.model.CreateWebhookResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteWebhookRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteWebhookResponse;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.UpdateWebhookRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateWebhookResponse;
import software.amazon.awssdk.services.codebuild.model.Webhook;
import software.amazon.awssdk.services.codebuild.model.WebhookFilter;

/**
 * Projects' webhooks: kept and shown, and nothing delivered to them yet. A secret is told once,
 * when it is made, and kept encrypted.
 */
public final class ProjectWebhooks {

  private static final int SECRET_BYTES = 32;
  private static final Set<String> HOSTS =
      Set.of("GITHUB", "GITHUB_ENTERPRISE", "BITBUCKET", "GITLAB", "GITLAB_SELF_MANAGED");
  private static final String STORED =
      "Stored: Baton calls no repository's host and takes no deliveries yet.";

  private static final Shelf.Kind KIND =
      new Shelf.Kind("codebuild/webhook", 10_000, Webhook::builder);

  private final Shelf<Webhook> shelf;
  private final ProjectStore projects;
  private final Entropy entropy;
  private final InstantSource clock;

  public ProjectWebhooks(
      ResourceStore store, ProjectStore projects, Entropy entropy, InstantSource clock) {
    this.shelf = new Shelf<>(store, clock, KIND);
    this.projects = projects;
    this.entropy = entropy;
    this.clock = clock;
  }

  /** Adds what changes something; projects show what there is. */
  public void addChanges(Dispatcher.Builder routes) {
    routes
        .on(BuildResourceOperations.CREATE_WEBHOOK, this::create)
        .on(BuildResourceOperations.UPDATE_WEBHOOK, this::update)
        .on(BuildResourceOperations.DELETE_WEBHOOK, this::delete);
  }

  /** As a project shows it: without the secret. */
  Optional<Webhook> of(Caller caller, String project) {
    return shelf.find(caller, project).map(Shelf.Kept::shape);
  }

  /** Of a project that is deleted. */
  void forget(Caller caller, String project) {
    shelf.delete(caller, project);
  }

  /** A secret that one repository was given is not another's. */
  void sourceChanged(Caller caller, String project) {
    shelf.replace(
        caller,
        project,
        webhook ->
            webhook.toBuilder()
                .lastModifiedSecret(null)
                .statusMessage(
                    "The project's source was changed and the secret dropped: UpdateWebhook with"
                        + " rotateSecret makes a new one. "
                        + STORED)
                .build(),
        Optional.empty());
  }

  private CreateWebhookResponse create(Caller caller, CreateWebhookRequest request) {
    String name = ProjectHandlers.plain(required(request.projectName(), "projectName"));
    String source = source(caller, name);
    if (!HOSTS.contains(source)) {
      throw ProjectHandlers.invalid("Webhooks are not supported for the source type " + source);
    }
    FilterGroups.check(request.branchFilter(), request.filterGroups());
    String secret = token();
    Webhook.Builder webhook =
        Webhook.builder()
            .payloadUrl("/_/webhooks/codebuild/" + token())
            .branchFilter(request.branchFilter())
            .buildType(request.buildTypeAsString())
            .manualCreation(request.manualCreation())
            .scopeConfiguration(request.scopeConfiguration())
            .pullRequestBuildPolicy(request.pullRequestBuildPolicy())
            .lastModifiedSecret(clock.instant())
            .statusMessage(message(request.filterGroups()));
    if (request.hasFilterGroups()) {
      webhook.filterGroups(request.filterGroups());
    }
    return shelf
        .create(caller, name, webhook.build(), Optional.of(secret))
        .map(kept -> kept.shape().toBuilder().secret(secret).build())
        .map(shown -> CreateWebhookResponse.builder().webhook(shown).build())
        .orElseThrow(
            () ->
                new AwsFault(
                    "ResourceAlreadyExistsException",
                    400,
                    "Webhook already exists for the project " + name));
  }

  private UpdateWebhookResponse update(Caller caller, UpdateWebhookRequest request) {
    String name = ProjectHandlers.plain(required(request.projectName(), "projectName"));
    source(caller, name);
    FilterGroups.check(request.branchFilter(), request.filterGroups());
    if (!Boolean.TRUE.equals(request.rotateSecret())) {
      return shelf
          .amend(caller, name, webhook -> changed(webhook, request).build())
          .map(kept -> UpdateWebhookResponse.builder().webhook(kept.shape()).build())
          .orElseThrow(() -> notFound(name));
    }
    String secret = token();
    return shelf
        .replace(
            caller,
            name,
            webhook -> changed(webhook, request).lastModifiedSecret(clock.instant()).build(),
            Optional.of(secret))
        .map(kept -> kept.shape().toBuilder().secret(secret).build())
        .map(shown -> UpdateWebhookResponse.builder().webhook(shown).build())
        .orElseThrow(() -> notFound(name));
  }

  /** Only the members that are given are replaced; filters of either form replace the other's. */
  private static Webhook.Builder changed(Webhook webhook, UpdateWebhookRequest request) {
    Webhook.Builder changed = webhook.toBuilder();
    if (request.branchFilter() != null) {
      changed.branchFilter(request.branchFilter());
      changed.filterGroups((List<List<WebhookFilter>>) null);
      changed.statusMessage(STORED);
    }
    if (request.hasFilterGroups()) {
      changed.filterGroups(request.filterGroups());
      changed.branchFilter(null);
      changed.statusMessage(message(request.filterGroups()));
    }
    if (request.buildTypeAsString() != null) {
      changed.buildType(request.buildTypeAsString());
    }
    if (request.pullRequestBuildPolicy() != null) {
      changed.pullRequestBuildPolicy(request.pullRequestBuildPolicy());
    }
    return changed;
  }

  private DeleteWebhookResponse delete(Caller caller, DeleteWebhookRequest request) {
    String name = ProjectHandlers.plain(required(request.projectName(), "projectName"));
    if (!shelf.delete(caller, name)) {
      throw notFound(name);
    }
    return DeleteWebhookResponse.builder().build();
  }

  private static String message(List<List<WebhookFilter>> groups) {
    return FilterGroups.lint(groups).map(lint -> lint + ". " + STORED).orElse(STORED);
  }

  private String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(entropy.bytes(SECRET_BYTES));
  }

  /** The type of the project's source. */
  private String source(Caller caller, String name) {
    ProjectStore.Stored stored =
        projects
            .find(caller.account(), caller.region(), name)
            .orElseThrow(
                () ->
                    new AwsFault(
                        "ResourceNotFoundException",
                        400,
                        "Project cannot be found: arn:aws:codebuild:%s:%s:project/%s"
                            .formatted(caller.region(), caller.account(), name)));
    Project project = ProjectShapes.project(caller.account(), caller.region(), stored);
    ProjectSource source = project.source();
    return source == null ? "" : String.valueOf(source.typeAsString());
  }

  private static AwsFault notFound(String project) {
    return new AwsFault(
        "ResourceNotFoundException", 400, "There is no webhook of the project " + project);
  }
}
