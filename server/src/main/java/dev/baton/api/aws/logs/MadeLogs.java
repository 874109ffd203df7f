package dev.baton.api.aws.logs;

import static dev.baton.api.aws.AwsFault.required;
import static dev.baton.api.aws.logs.LogGroups.invalid;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.TagMap;
import dev.baton.api.aws.logs.LogGroups.Group;
import dev.baton.port.EventLogs;
import dev.baton.port.EventLogs.Notes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
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
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/**
 * Groups and streams that callers make. A group of builds becomes one of these, too, with the first
 * change: the builds' logs stay in it, and go with their builds only.
 */
final class MadeLogs {

  static final TagMap TAGS = new TagMap("TooManyTagsException", "InvalidParameterException");

  private static final Set<Integer> DAYS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private final LogGroups groups;
  private final EventLogs store;
  private final InstantSource clock;

  MadeLogs(LogGroups groups, EventLogs store, InstantSource clock) {
    this.groups = groups;
    this.store = store;
    this.clock = clock;
  }

  CreateLogGroupResponse createGroup(Caller caller, CreateLogGroupRequest request) {
    String name = required(request.logGroupName(), "logGroupName");
    refuseUnknown(request);
    Map<String, String> tags = TAGS.of(given(request.tags()));
    if (groups.find(caller, name).isPresent()
        || !store.create(LogGroups.key(caller, name), tags, clock.instant())) {
      throw exists("The specified log group already exists");
    }
    return CreateLogGroupResponse.builder().build();
  }

  private static void refuseUnknown(CreateLogGroupRequest request) {
    if (request.kmsKeyId() != null) {
      throw invalid("kmsKeyId is not supported: logs are not encrypted.");
    }
    String kind = request.logGroupClassAsString();
    if (kind != null && !kind.equals("STANDARD")) {
      throw invalid("The log group class " + kind + " is not supported; STANDARD is.");
    }
    if (Boolean.TRUE.equals(request.deletionProtectionEnabled())) {
      throw invalid("deletionProtectionEnabled is not supported.");
    }
  }

  static List<TagMap.Given> given(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> new TagMap.Given(tag.getKey(), tag.getValue()))
        .toList();
  }

  DeleteLogGroupResponse deleteGroup(Caller caller, DeleteLogGroupRequest request) {
    Group group = groups.named(caller, request.logGroupName(), null);
    if (group.ofBuilds()) {
      throw invalid(
          "The log group "
              + group.name()
              + " holds the logs of builds, which go with their builds; delete those first.");
    }
    if (!store.delete(LogGroups.key(caller, group.name()))) {
      throw gone();
    }
    return DeleteLogGroupResponse.builder().build();
  }

  CreateLogStreamResponse createStream(Caller caller, CreateLogStreamRequest request) {
    Group group = groups.named(caller, request.logGroupName(), null);
    String name = required(request.logStreamName(), "logStreamName");
    adopt(caller, group);
    if (groups.findStream(caller, group, name).isPresent()
        || !store.createStream(LogGroups.key(caller, group.name()), name, clock.instant())) {
      throw exists("The specified log stream already exists");
    }
    return CreateLogStreamResponse.builder().build();
  }

  DeleteLogStreamResponse deleteStream(Caller caller, DeleteLogStreamRequest request) {
    Group group = groups.named(caller, request.logGroupName(), null);
    String name = required(request.logStreamName(), "logStreamName");
    if (groups.stream(caller, group, name).made().isEmpty()) {
      throw invalid("The log stream " + name + " is a build's, and goes with its build.");
    }
    if (!store.deleteStream(LogGroups.key(caller, group.name()), name)) {
      throw gone();
    }
    return DeleteLogStreamResponse.builder().build();
  }

  PutRetentionPolicyResponse keep(Caller caller, PutRetentionPolicyRequest request) {
    int days = request.retentionInDays();
    if (!DAYS.contains(days)) {
      throw invalid(
          "retentionInDays is one of "
              + DAYS.stream().sorted().map(String::valueOf).toList()
              + ", not "
              + days
              + ".");
    }
    amend(
        caller,
        groups.named(caller, request.logGroupName(), null),
        notes -> new Notes(OptionalInt.of(days), notes.tags()));
    return PutRetentionPolicyResponse.builder().build();
  }

  DeleteRetentionPolicyResponse keepAll(Caller caller, DeleteRetentionPolicyRequest request) {
    amend(
        caller,
        groups.named(caller, request.logGroupName(), null),
        notes -> new Notes(OptionalInt.empty(), notes.tags()));
    return DeleteRetentionPolicyResponse.builder().build();
  }

  /** Changes what is noted of a group. */
  void amend(Caller caller, Group group, UnaryOperator<Notes> change) {
    adopt(caller, group);
    if (!store.amend(LogGroups.key(caller, group.name()), change)) {
      throw gone();
    }
  }

  private void adopt(Caller caller, Group group) {
    if (group.made().isEmpty()) {
      // Who else does the same meanwhile makes the same.
      boolean made = store.create(LogGroups.key(caller, group.name()), Map.of(), clock.instant());
      if (!made && store.find(LogGroups.key(caller, group.name())).isEmpty()) {
        throw gone();
      }
    }
  }

  private static AwsFault exists(String message) {
    return new AwsFault("ResourceAlreadyExistsException", 400, message);
  }

  private static AwsFault gone() {
    return LogGroups.notFound("The specified log group or stream does not exist.");
  }
}
