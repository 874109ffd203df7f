package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Page;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.PipelineStore;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.TagResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceResponse;

/** Tags of pipelines, webhooks and custom action types, by ARN. */
public final class TagHandlers {

  private static final int PAGE = 100;
  private static final String WEBHOOK = "webhook:";
  private static final String TYPE = "actiontype:";

  private final PipelineStore pipelines;
  private final PipelineTags tags;
  private final PipelineWebhooks webhooks;
  private final TypeTags types;

  public TagHandlers(
      PipelineStore pipelines, PipelineTags tags, PipelineWebhooks webhooks, TypeTags types) {
    this.types = types;
    this.pipelines = pipelines;
    this.tags = tags;
    this.webhooks = webhooks;
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes.on(PipelineResourceOperations.LIST_TAGS_FOR_RESOURCE, this::list);
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    routes
        .on(PipelineResourceOperations.TAG_RESOURCE, this::tag)
        .on(PipelineResourceOperations.UNTAG_RESOURCE, this::untag);
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    String arn = required(request.resourceArn(), "resourceArn");
    String resource = resource(caller, arn);
    List<Tag> all = all(caller, resource, arn);
    String after = Page.after(request.nextToken(), "InvalidNextTokenException").orElse("");
    int size = Page.size(request.maxResults(), PAGE);
    List<Tag> rest =
        all.stream().filter(tag -> tag.key().compareTo(after) > 0).limit(size + 1L).toList();
    Page<Tag> page = Page.cut(rest, size, Tag::key);
    return ListTagsForResourceResponse.builder()
        .tags(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private List<Tag> all(Caller caller, String resource, String arn) {
    if (resource.startsWith(WEBHOOK)) {
      return webhooks.find(caller, webhook(resource)).orElseThrow(() -> notFound(arn)).tags();
    }
    return resource.startsWith(TYPE)
        ? types.of(caller, type(caller, resource, arn))
        : tags.of(caller, pipeline(caller, resource, arn));
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    String arn = required(request.resourceArn(), "resourceArn");
    String resource = resource(caller, arn);
    if (resource.startsWith(WEBHOOK)) {
      webhookTags(caller, resource, arn, before -> TagRules.added(before, request.tags()));
    } else if (resource.startsWith(TYPE)) {
      types.add(caller, type(caller, resource, arn), request.tags());
    } else {
      tags.add(caller, pipeline(caller, resource, arn), request.tags());
    }
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    String arn = required(request.resourceArn(), "resourceArn");
    String resource = resource(caller, arn);
    if (resource.startsWith(WEBHOOK)) {
      webhookTags(caller, resource, arn, before -> TagRules.without(before, request.tagKeys()));
    } else if (resource.startsWith(TYPE)) {
      types.remove(caller, type(caller, resource, arn), request.tagKeys());
    } else {
      tags.remove(caller, pipeline(caller, resource, arn), request.tagKeys());
    }
    return UntagResourceResponse.builder().build();
  }

  private void webhookTags(
      Caller caller, String resource, String arn, UnaryOperator<List<Tag>> change) {
    if (!webhooks.changeTags(caller, webhook(resource), change)) {
      throw notFound(arn);
    }
  }

  private static String webhook(String resource) {
    return resource.substring(WEBHOOK.length());
  }

  private ActionTypeId type(Caller caller, String resource, String arn) {
    return types.find(caller, resource.substring(TYPE.length())).orElseThrow(() -> notFound(arn));
  }

  private PipelineStore.Stored pipeline(Caller caller, String name, String arn) {
    return pipelines.current(CodePipelineReads.key(caller, name)).orElseThrow(() -> notFound(arn));
  }

  /** What an ARN of this account and region names: see the constants; else a pipeline. */
  private static String resource(Caller caller, String arn) {
    String prefix = "arn:aws:codepipeline:%s:%s:".formatted(caller.region(), caller.account());
    if (!arn.startsWith(prefix)) {
      throw invalid(arn, "resources of this account and region begin with " + prefix);
    }
    String resource = arn.substring(prefix.length());
    if (resource.startsWith(TYPE)) {
      return resource;
    }
    String name = resource.startsWith(WEBHOOK) ? webhook(resource) : resource;
    if (!name.matches("[A-Za-z0-9.@_-]{1,100}")) {
      throw invalid(arn, "it names no pipeline, webhook or action type");
    }
    return resource;
  }

  private static AwsFault invalid(String arn, String why) {
    return new AwsFault("InvalidArnException", 400, "Invalid ARN " + arn + ": " + why + ".");
  }

  private static AwsFault notFound(String arn) {
    return new AwsFault("ResourceNotFoundException", 400, "There is no resource " + arn + ".");
  }
}
