package dev.baton.api.aws.logs;

import dev.baton.api.aws.Operation;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** The operations of CloudWatch Logs that Baton answers. */
public final class LogsOperations {

  public static final Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse>
      DESCRIBE_LOG_GROUPS =
          Operation.reads(
              "Logs_20140328.DescribeLogGroups",
              DescribeLogGroupsRequest::builder,
              DescribeLogGroupsResponse::builder);

  public static final Operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse>
      DESCRIBE_LOG_STREAMS =
          Operation.reads(
              "Logs_20140328.DescribeLogStreams",
              DescribeLogStreamsRequest::builder,
              DescribeLogStreamsResponse::builder);

  public static final Operation<GetLogEventsRequest, GetLogEventsResponse> GET_LOG_EVENTS =
      Operation.reads(
          "Logs_20140328.GetLogEvents",
          GetLogEventsRequest::builder,
          GetLogEventsResponse::builder);

  public static final Operation<FilterLogEventsRequest, FilterLogEventsResponse> FILTER_LOG_EVENTS =
      Operation.reads(
          "Logs_20140328.FilterLogEvents",
          FilterLogEventsRequest::builder,
          FilterLogEventsResponse::builder);

  public static final Operation<CreateLogGroupRequest, CreateLogGroupResponse> CREATE_LOG_GROUP =
      Operation.changes(
          "Logs_20140328.CreateLogGroup",
          CreateLogGroupRequest::builder,
          CreateLogGroupResponse::builder);

  public static final Operation<DeleteLogGroupRequest, DeleteLogGroupResponse> DELETE_LOG_GROUP =
      Operation.changes(
          "Logs_20140328.DeleteLogGroup",
          DeleteLogGroupRequest::builder,
          DeleteLogGroupResponse::builder);

  public static final Operation<CreateLogStreamRequest, CreateLogStreamResponse> CREATE_LOG_STREAM =
      Operation.changes(
          "Logs_20140328.CreateLogStream",
          CreateLogStreamRequest::builder,
          CreateLogStreamResponse::builder);

  public static final Operation<DeleteLogStreamRequest, DeleteLogStreamResponse> DELETE_LOG_STREAM =
      Operation.changes(
          "Logs_20140328.DeleteLogStream",
          DeleteLogStreamRequest::builder,
          DeleteLogStreamResponse::builder);

  public static final Operation<PutLogEventsRequest, PutLogEventsResponse> PUT_LOG_EVENTS =
      Operation.changes(
          "Logs_20140328.PutLogEvents",
          PutLogEventsRequest::builder,
          PutLogEventsResponse::builder);

  public static final Operation<PutRetentionPolicyRequest, PutRetentionPolicyResponse>
      PUT_RETENTION_POLICY =
          Operation.changes(
              "Logs_20140328.PutRetentionPolicy",
              PutRetentionPolicyRequest::builder,
              PutRetentionPolicyResponse::builder);

  public static final Operation<DeleteRetentionPolicyRequest, DeleteRetentionPolicyResponse>
      DELETE_RETENTION_POLICY =
          Operation.changes(
              "Logs_20140328.DeleteRetentionPolicy",
              DeleteRetentionPolicyRequest::builder,
              DeleteRetentionPolicyResponse::builder);

  public static final Operation<TagLogGroupRequest, TagLogGroupResponse> TAG_LOG_GROUP =
      Operation.changes(
          "Logs_20140328.TagLogGroup", TagLogGroupRequest::builder, TagLogGroupResponse::builder);

  public static final Operation<UntagLogGroupRequest, UntagLogGroupResponse> UNTAG_LOG_GROUP =
      Operation.changes(
          "Logs_20140328.UntagLogGroup",
          UntagLogGroupRequest::builder,
          UntagLogGroupResponse::builder);

  public static final Operation<ListTagsLogGroupRequest, ListTagsLogGroupResponse>
      LIST_TAGS_LOG_GROUP =
          Operation.reads(
              "Logs_20140328.ListTagsLogGroup",
              ListTagsLogGroupRequest::builder,
              ListTagsLogGroupResponse::builder);

  public static final Operation<TagResourceRequest, TagResourceResponse> TAG_RESOURCE =
      Operation.changes(
          "Logs_20140328.TagResource", TagResourceRequest::builder, TagResourceResponse::builder);

  public static final Operation<UntagResourceRequest, UntagResourceResponse> UNTAG_RESOURCE =
      Operation.changes(
          "Logs_20140328.UntagResource",
          UntagResourceRequest::builder,
          UntagResourceResponse::builder);

  public static final Operation<ListTagsForResourceRequest, ListTagsForResourceResponse>
      LIST_TAGS_FOR_RESOURCE =
          Operation.reads(
              "Logs_20140328.ListTagsForResource",
              ListTagsForResourceRequest::builder,
              ListTagsForResourceResponse::builder);

  private LogsOperations() {}

  /** Every one of them. */
  public static List<Operation<?, ?>> all() {
    return List.of(
        DESCRIBE_LOG_GROUPS,
        DESCRIBE_LOG_STREAMS,
        GET_LOG_EVENTS,
        FILTER_LOG_EVENTS,
        CREATE_LOG_GROUP,
        DELETE_LOG_GROUP,
        CREATE_LOG_STREAM,
        DELETE_LOG_STREAM,
        PUT_LOG_EVENTS,
        PUT_RETENTION_POLICY,
        DELETE_RETENTION_POLICY,
        TAG_LOG_GROUP,
        UNTAG_LOG_GROUP,
        LIST_TAGS_LOG_GROUP,
        TAG_RESOURCE,
        UNTAG_RESOURCE,
        LIST_TAGS_FOR_RESOURCE);
  }
}
