package dev.baton.api.aws.logs;

import dev.baton.api.aws.Operation;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;

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

  private LogsOperations() {}

  /** Every one of them. */
  public static List<Operation<?, ?>> all() {
    return List.of(DESCRIBE_LOG_GROUPS, DESCRIBE_LOG_STREAMS, GET_LOG_EVENTS, FILTER_LOG_EVENTS);
  }
}
