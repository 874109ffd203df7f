package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Page;
import dev.baton.api.aws.Shelf;
import dev.baton.port.Entropy;
import dev.baton.port.PipelineStore;
import dev.baton.port.ResourceStore;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.DeleteWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteWebhookResponse;
import software.amazon.awssdk.services.codepipeline.model.DeregisterWebhookWithThirdPartyRequest;
import software.amazon.awssdk.services.codepipeline.model.DeregisterWebhookWithThirdPartyResponse;
import software.amazon.awssdk.services.codepipeline.model.ListWebhookItem;
import software.amazon.awssdk.services.codepipeline.model.ListWebhooksRequest;
import software.amazon.awssdk.services.codepipeline.model.ListWebhooksResponse;
import software.amazon.awssdk.services.codepipeline.model.PutWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.PutWebhookResponse;
import software.amazon.awssdk.services.codepipeline.model.RegisterWebhookWithThirdPartyRequest;
import software.amazon.awssdk.services.codepipeline.model.RegisterWebhookWithThirdPartyResponse;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.WebhookAuthConfiguration;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;

/**
 * CodePipeline's webhooks: kept and shown, and nothing delivered to them yet. Secret tokens are
 * kept apart, encrypted, and shown as stars.
 */
public final class PipelineWebhooks {

  private static final int PAGE = 100;
  private static final int TRIES = 16;
  private static final int TOKEN_BYTES = 32;
  private static final String HIDDEN = "****";

  /** CodePipeline's own limit (reference section 12). */
  private static final Shelf.Kind KIND =
      new Shelf.Kind("codepipeline/webhook", 300, ListWebhookItem::builder);

  private final Shelf<ListWebhookItem> shelf;
  private final PipelineStore pipelines;
  private final Entropy entropy;

  public PipelineWebhooks(
      ResourceStore store, PipelineStore pipelines, Entropy entropy, InstantSource clock) {
    this.shelf = new Shelf<>(store, clock, KIND);
    this.pipelines = pipelines;
    this.entropy = entropy;
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes.on(PipelineResourceOperations.LIST_WEBHOOKS, this::list);
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    routes
        .on(PipelineResourceOperations.PUT_WEBHOOK, this::put)
        .on(PipelineResourceOperations.DELETE_WEBHOOK, this::delete)
        .on(PipelineResourceOperations.REGISTER_WEBHOOK_WITH_THIRD_PARTY, this::register)
        .on(PipelineResourceOperations.DEREGISTER_WEBHOOK_WITH_THIRD_PARTY, this::deregister);
  }

  Optional<ListWebhookItem> find(Caller caller, String name) {
    return shelf.find(caller, name).map(Shelf.Kept::shape);
  }

  /** False when there is no such webhook. */
  boolean changeTags(Caller caller, String name, UnaryOperator<List<Tag>> change) {
    return shelf
        .amend(
            caller,
            name,
            item -> item.toBuilder().tags(change.apply(List.copyOf(item.tags()))).build())
        .isPresent();
  }

  private PutWebhookResponse put(Caller caller, PutWebhookRequest request) {
    WebhookDefinition given = request.webhook();
    if (given == null) {
      throw AwsFault.validation("webhook is required");
    }
    String name = required(given.name(), "webhook.name");
    WebhookRules.checkAuthentication(given);
    WebhookRules.checkTarget(given, target(caller, given));
    PipelineTags.check(request.tags());
    for (int i = 0; i < TRIES; i++) {
      Optional<Shelf.Kept<ListWebhookItem>> kept =
          changed(caller, name, given, request.tags())
              .or(() -> created(caller, name, given, request.tags()));
      if (kept.isPresent()) {
        return PutWebhookResponse.builder().webhook(shown(kept.get())).build();
      }
    }
    throw new AwsFault(
        "ConcurrentModificationException", 400, "Others change this webhook; try again.");
  }

  private PipelineStore.Stored target(Caller caller, WebhookDefinition given) {
    String name = required(given.targetPipeline(), "webhook.targetPipeline");
    return pipelines
        .current(CodePipelineReads.key(caller, name))
        .orElseThrow(
            () ->
                new AwsFault(
                    "PipelineNotFoundException",
                    400,
                    "Pipeline with name %s does not exist in account %s."
                        .formatted(name, caller.account())));
  }

  private Optional<Shelf.Kept<ListWebhookItem>> created(
      Caller caller, String name, WebhookDefinition given, List<Tag> tags) {
    Optional<String> secret = secret(given);
    if (secret.filter(HIDDEN::equals).isPresent()) {
      throw hidden(name);
    }
    String token =
        Base64.getUrlEncoder().withoutPadding().encodeToString(entropy.bytes(TOKEN_BYTES));
    ListWebhookItem item =
        ListWebhookItem.builder()
            .definition(withoutSecret(given))
            .arn(
                "arn:aws:codepipeline:%s:%s:webhook:%s"
                    .formatted(caller.region(), caller.account(), name))
            .url("/_/webhooks/codepipeline/" + token)
            .tags(TagRules.added(List.of(), tags))
            .build();
    return shelf.create(caller, name, item, secret);
  }

  private Optional<Shelf.Kept<ListWebhookItem>> changed(
      Caller caller, String name, WebhookDefinition given, List<Tag> tags) {
    Optional<String> secret = secret(given);
    if (secret.filter(HIDDEN::equals).isEmpty()) {
      return shelf.replace(caller, name, item -> changed(item, given, tags), secret);
    }
    return shelf.amend(
        caller,
        name,
        item -> {
          if (!sameTarget(item.definition(), given)) {
            throw hidden(name);
          }
          return changed(item, given, tags);
        });
  }

  private static ListWebhookItem changed(
      ListWebhookItem item, WebhookDefinition given, List<Tag> tags) {
    return item.toBuilder()
        .definition(withoutSecret(given))
        .tags(TagRules.added(List.copyOf(item.tags()), tags))
        .build();
  }

  /** A secret that is kept must not come to start another pipeline than it was given for. */
  private static boolean sameTarget(WebhookDefinition before, WebhookDefinition given) {
    return "GITHUB_HMAC".equals(before.authenticationAsString())
        && before.targetPipeline().equals(given.targetPipeline())
        && before.targetAction().equals(given.targetAction());
  }

  private static AwsFault hidden(String name) {
    return WebhookRules.authentication(
        "SecretToken **** keeps the secret of a webhook whose target stays the same; give the"
            + " secret of "
            + name);
  }

  private static Optional<String> secret(WebhookDefinition given) {
    return Optional.ofNullable(given.authenticationConfiguration().secretToken());
  }

  private static WebhookDefinition withoutSecret(WebhookDefinition given) {
    return withSecret(given, null);
  }

  private static WebhookDefinition withSecret(
      WebhookDefinition definition, @Nullable String secret) {
    WebhookAuthConfiguration authentication =
        definition.authenticationConfiguration().toBuilder().secretToken(secret).build();
    return definition.toBuilder().authenticationConfiguration(authentication).build();
  }

  private static ListWebhookItem shown(Shelf.Kept<ListWebhookItem> kept) {
    WebhookDefinition definition = kept.shape().definition();
    if (!"GITHUB_HMAC".equals(definition.authenticationAsString())) {
      return kept.shape();
    }
    return kept.shape().toBuilder().definition(withSecret(definition, HIDDEN)).build();
  }

  private ListWebhooksResponse list(Caller caller, ListWebhooksRequest request) {
    int size = Page.size(request.maxResults(), PAGE);
    String after = Page.after(request.nextToken(), "InvalidNextTokenException").orElse("");
    Page<ListWebhookItem> page = shelf.page(caller, size, after, PipelineWebhooks::shown);
    return ListWebhooksResponse.builder()
        .webhooks(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** An unknown name succeeds, as in CodePipeline. */
  private DeleteWebhookResponse delete(Caller caller, DeleteWebhookRequest request) {
    shelf.delete(caller, required(request.name(), "name"));
    return DeleteWebhookResponse.builder().build();
  }

  /** Baton calls no third party: the webhook says so from then on. */
  private RegisterWebhookWithThirdPartyResponse register(
      Caller caller, RegisterWebhookWithThirdPartyRequest request) {
    registered(
        caller,
        request.webhookName(),
        item ->
            item.toBuilder()
                .errorCode("NotRegistered")
                .errorMessage(
                    "Baton does not call the repository's host: add the webhook's URL there")
                .build());
    return RegisterWebhookWithThirdPartyResponse.builder().build();
  }

  private DeregisterWebhookWithThirdPartyResponse deregister(
      Caller caller, DeregisterWebhookWithThirdPartyRequest request) {
    registered(
        caller,
        request.webhookName(),
        item -> item.toBuilder().errorCode(null).errorMessage(null).build());
    return DeregisterWebhookWithThirdPartyResponse.builder().build();
  }

  private void registered(
      Caller caller, @Nullable String name, UnaryOperator<ListWebhookItem> change) {
    if (name == null || shelf.amend(caller, name, change).isEmpty()) {
      throw new AwsFault(
          "WebhookNotFoundException", 400, "There is no webhook " + (name == null ? "" : name));
    }
  }
}
