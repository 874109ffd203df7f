package dev.baton.api.aws.logs;

import static dev.baton.api.aws.AwsFault.required;
import static dev.baton.api.aws.logs.LogGroups.invalid;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.TagMap;
import dev.baton.api.aws.logs.LogGroups.Group;
import dev.baton.port.EventLogs.Notes;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** Tags of log groups, by name as of old and by ARN. */
final class LogTags {

  private final LogGroups groups;
  private final MadeLogs made;

  LogTags(LogGroups groups, MadeLogs made) {
    this.groups = groups;
    this.made = made;
  }

  TagLogGroupResponse tagGroup(Caller caller, TagLogGroupRequest request) {
    change(caller, named(caller, request.logGroupName()), added(request.tags()));
    return TagLogGroupResponse.builder().build();
  }

  UntagLogGroupResponse untagGroup(Caller caller, UntagLogGroupRequest request) {
    change(
        caller,
        named(caller, request.logGroupName()),
        tags -> TagMap.without(tags, request.tags()));
    return UntagLogGroupResponse.builder().build();
  }

  ListTagsLogGroupResponse listOfGroup(Caller caller, ListTagsLogGroupRequest request) {
    return ListTagsLogGroupResponse.builder()
        .tags(tags(named(caller, request.logGroupName())))
        .build();
  }

  TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    change(caller, byArn(caller, request.resourceArn()), added(request.tags()));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    change(
        caller,
        byArn(caller, request.resourceArn()),
        tags -> TagMap.without(tags, request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(tags(byArn(caller, request.resourceArn())))
        .build();
  }

  private static UnaryOperator<Map<String, String>> added(Map<String, String> given) {
    return tags -> MadeLogs.TAGS.added(tags, MadeLogs.given(given));
  }

  private static Map<String, String> tags(Group group) {
    return group.made().map(made -> made.notes().tags()).orElse(Map.of());
  }

  private void change(Caller caller, Group group, UnaryOperator<Map<String, String>> change) {
    made.amend(
        caller, group, notes -> new Notes(notes.retentionDays(), change.apply(notes.tags())));
  }

  private Group named(Caller caller, @Nullable String name) {
    return groups.named(caller, required(name, "logGroupName"), null);
  }

  private Group byArn(Caller caller, @Nullable String arn) {
    String asked = required(arn, "resourceArn");
    String name = LogGroups.plain(caller, asked);
    if (name.equals(asked)) {
      throw invalid("Baton keeps tags of this account's and region's log groups, not of " + asked);
    }
    return named(caller, name.endsWith(":*") ? name.substring(0, name.length() - 2) : name);
  }
}
