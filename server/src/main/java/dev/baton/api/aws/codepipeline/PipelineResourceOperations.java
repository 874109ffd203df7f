package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.Operation;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.DeleteWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteWebhookResponse;
import software.amazon.awssdk.services.codepipeline.model.DeregisterWebhookWithThirdPartyRequest;
import software.amazon.awssdk.services.codepipeline.model.DeregisterWebhookWithThirdPartyResponse;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.ListWebhooksRequest;
import software.amazon.awssdk.services.codepipeline.model.ListWebhooksResponse;
import software.amazon.awssdk.services.codepipeline.model.PutWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.PutWebhookResponse;
import software.amazon.awssdk.services.codepipeline.model.RegisterWebhookWithThirdPartyRequest;
import software.amazon.awssdk.services.codepipeline.model.RegisterWebhookWithThirdPartyResponse;
import software.amazon.awssdk.services.codepipeline.model.TagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.TagResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceResponse;

/** CodePipeline's operations on what is kept beside pipelines: tags and webhooks. */
public final class PipelineResourceOperations {

  public static final Operation<ListTagsForResourceRequest, ListTagsForResourceResponse>
      LIST_TAGS_FOR_RESOURCE =
          Operation.reads(
              "CodePipeline_20150709.ListTagsForResource",
              ListTagsForResourceRequest::builder,
              ListTagsForResourceResponse::builder);

  public static final Operation<ListWebhooksRequest, ListWebhooksResponse> LIST_WEBHOOKS =
      Operation.reads(
          "CodePipeline_20150709.ListWebhooks",
          ListWebhooksRequest::builder,
          ListWebhooksResponse::builder);

  public static final Operation<TagResourceRequest, TagResourceResponse> TAG_RESOURCE =
      Operation.changes(
          "CodePipeline_20150709.TagResource",
          TagResourceRequest::builder,
          TagResourceResponse::builder);

  public static final Operation<UntagResourceRequest, UntagResourceResponse> UNTAG_RESOURCE =
      Operation.changes(
          "CodePipeline_20150709.UntagResource",
          UntagResourceRequest::builder,
          UntagResourceResponse::builder);

  public static final Operation<PutWebhookRequest, PutWebhookResponse> PUT_WEBHOOK =
      Operation.changes(
          "CodePipeline_20150709.PutWebhook",
          PutWebhookRequest::builder,
          PutWebhookResponse::builder);

  public static final Operation<DeleteWebhookRequest, DeleteWebhookResponse> DELETE_WEBHOOK =
      Operation.changes(
          "CodePipeline_20150709.DeleteWebhook",
          DeleteWebhookRequest::builder,
          DeleteWebhookResponse::builder);

  public static final Operation<
          RegisterWebhookWithThirdPartyRequest, RegisterWebhookWithThirdPartyResponse>
      REGISTER_WEBHOOK_WITH_THIRD_PARTY =
          Operation.changes(
              "CodePipeline_20150709.RegisterWebhookWithThirdParty",
              RegisterWebhookWithThirdPartyRequest::builder,
              RegisterWebhookWithThirdPartyResponse::builder);

  public static final Operation<
          DeregisterWebhookWithThirdPartyRequest, DeregisterWebhookWithThirdPartyResponse>
      DEREGISTER_WEBHOOK_WITH_THIRD_PARTY =
          Operation.changes(
              "CodePipeline_20150709.DeregisterWebhookWithThirdParty",
              DeregisterWebhookWithThirdPartyRequest::builder,
              DeregisterWebhookWithThirdPartyResponse::builder);

  private PipelineResourceOperations() {}

  /** Every one of them. */
  public static List<Operation<?, ?>> all() {
    return List.of(
        LIST_TAGS_FOR_RESOURCE,
        LIST_WEBHOOKS,
        TAG_RESOURCE,
        UNTAG_RESOURCE,
        PUT_WEBHOOK,
        DELETE_WEBHOOK,
        REGISTER_WEBHOOK_WITH_THIRD_PARTY,
        DEREGISTER_WEBHOOK_WITH_THIRD_PARTY);
  }
}
