package dev.baton.format.pipeline;

import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.format.pipeline.Draft.DraftTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Triggers and their filters; constraints of single values only. */
final class TriggerReader {

  private static final int MAXIMUM_FILTERS = 3;
  private static final int MAXIMUM_PATTERNS = 8;
  private static final List<String> EVENTS = List.of("OPEN", "UPDATED", "CLOSED");

  private TriggerReader() {}

  static List<DraftTrigger> read(Shape pipeline) {
    pipeline.checkSize("triggers", 0, 50);
    List<DraftTrigger> triggers = new ArrayList<>();
    for (Shape trigger : pipeline.objects("triggers")) {
      trigger.required("providerType", Constraint.oneOf(List.of("CodeStarSourceConnection")));
      Optional<Shape> git = trigger.requiredObject("gitConfiguration");
      git.ifPresent(g -> triggers.add(new DraftTrigger(trigger, g, git(g))));
      trigger.end();
    }
    return triggers;
  }

  private static String git(Shape git) {
    String action =
        git.required("sourceActionName", Patterns.NAME_LENGTH, Patterns.NAME).orElse("");
    git.checkSize("push", 1, MAXIMUM_FILTERS);
    for (Shape push : git.objects("push")) {
      patterns(push, "tags");
      patterns(push, "branches");
      patterns(push, "filePaths");
      push.end();
    }
    git.checkSize("pullRequest", 1, MAXIMUM_FILTERS);
    for (Shape request : git.objects("pullRequest")) {
      request.checkSize("events", 1, EVENTS.size());
      request.texts("events", Constraint.oneOf(EVENTS));
      patterns(request, "branches");
      patterns(request, "filePaths");
      request.end();
    }
    git.end();
    return action;
  }

  private static void patterns(Shape filter, String member) {
    filter
        .object(member)
        .ifPresent(
            criteria -> {
              for (String list : List.of("includes", "excludes")) {
                criteria.checkSize(list, 1, MAXIMUM_PATTERNS);
                criteria.texts(list, Constraint.length(1, 255));
              }
              criteria.end();
            });
  }
}
