package dev.baton.api.aws.codebuild;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.WebhookFilter;

/** What CodeBuild allows as a webhook's filters (reference section 9). */
final class FilterGroups {

  private static final int MOST_GROUPS = 100;
  private static final int MOST_FILTERS = 50;
  private static final int LONGEST = 4_096;
  private static final int DEEPEST = 100;
  private static final Set<String> EVENTS =
      Set.of(
          "PUSH",
          "PULL_REQUEST_CREATED",
          "PULL_REQUEST_UPDATED",
          "PULL_REQUEST_REOPENED",
          "PULL_REQUEST_CLOSED",
          "PULL_REQUEST_MERGED",
          "RELEASED",
          "PRERELEASED",
          "WORKFLOW_JOB_QUEUED");

  /** Java knows these, and RE2, whose patterns CodeBuild's are, does not. */
  private static final Pattern NOT_RE2 = Pattern.compile("\\(\\?(?:[=!>]|<[=!])|\\\\[1-9]|\\\\k<");

  private static final Pattern ANCHORED =
      Pattern.compile("\\^(?:\\([^()|]*(?:\\|[^()|]*)*\\)|[^()|]*)\\$");

  private FilterGroups() {}

  /** Refuses filters that CodeBuild does not have; both may be absent. */
  static void check(@Nullable String branchFilter, List<List<WebhookFilter>> groups) {
    if (branchFilter != null && !branchFilter.isEmpty()) {
      if (!groups.isEmpty()) {
        throw ProjectHandlers.invalid(
            "A webhook has filter groups or a branch filter, not both: say the branch as a"
                + " HEAD_REF filter");
      }
      checkPattern("branchFilter", branchFilter);
    }
    if (groups.size() > MOST_GROUPS) {
      throw ProjectHandlers.invalid("A webhook has at most " + MOST_GROUPS + " filter groups");
    }
    groups.forEach(FilterGroups::checkGroup);
  }

  private static void checkGroup(List<WebhookFilter> group) {
    if (group.size() > MOST_FILTERS) {
      throw ProjectHandlers.invalid("A filter group has at most " + MOST_FILTERS + " filters");
    }
    List<WebhookFilter> events = group.stream().filter(filter -> is(filter, "EVENT")).toList();
    if (events.size() != 1) {
      throw ProjectHandlers.invalid("A filter group needs one filter of the type EVENT");
    }
    checkEvents(events.getFirst());
    for (WebhookFilter filter : group) {
      if (!is(filter, "EVENT")) {
        checkPattern(filter.typeAsString(), filter.pattern());
      }
    }
  }

  private static boolean is(WebhookFilter filter, String type) {
    return type.equals(filter.typeAsString());
  }

  private static void checkEvents(WebhookFilter filter) {
    if (Boolean.TRUE.equals(filter.excludeMatchedPattern())) {
      throw ProjectHandlers.invalid("excludeMatchedPattern is not valid for EVENT filters");
    }
    for (String event : filter.pattern().split(",", -1)) {
      if (!EVENTS.contains(event.strip())) {
        throw ProjectHandlers.invalid(
            "There is no event "
                + event.strip()
                + "; events are "
                + EVENTS.stream().sorted().toList());
      }
    }
  }

  private static void checkPattern(String type, String pattern) {
    if (pattern.isEmpty() || pattern.length() > LONGEST) {
      throw ProjectHandlers.invalid(
          "The pattern of " + type + " has 1 to " + LONGEST + " characters");
    }
    if (deepest(pattern) > DEEPEST) {
      throw ProjectHandlers.invalid(
          "The pattern of " + type + " is nested more than " + DEEPEST + " groups deep");
    }
    if (NOT_RE2.matcher(pattern).find()) {
      throw ProjectHandlers.invalid(
          "The pattern of "
              + type
              + " has look-around or a back reference, which RE2 has not: "
              + pattern);
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw ProjectHandlers.invalid(
          "The pattern of " + type + " is no regular expression: " + e.getDescription());
    }
  }

  private static int deepest(String pattern) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      }
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  /** What lets in more people than it seems to; empty when nothing does. */
  static Optional<String> lint(List<List<WebhookFilter>> groups) {
    List<String> loose = new ArrayList<>();
    for (List<WebhookFilter> group : groups) {
      group.stream()
          .filter(filter -> is(filter, "ACTOR_ACCOUNT_ID"))
          .map(WebhookFilter::pattern)
          .filter(pattern -> !ANCHORED.matcher(pattern).matches() && !everyPartAnchored(pattern))
          .forEach(loose::add);
    }
    return loose.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "ACTOR_ACCOUNT_ID patterns match any id that contains them: write ^(1234|5678)$"
                + " instead of "
                + String.join(", ", loose));
  }

  private static boolean everyPartAnchored(String pattern) {
    return Arrays.stream(pattern.split("\\|", -1))
        .allMatch(part -> part.startsWith("^") && part.endsWith("$"));
  }
}
