package com.example.erp.request;

import java.util.ArrayList;
import java.util.List;

/** What the rules say about a draft: fine, or everything that is wrong with it, all at once. */
public sealed interface Check {

  int MOST_STEPS = 5;
  int LONGEST_TITLE = 100;

  record Fine() implements Check {}

  record Faulty(List<String> problems) implements Check {}

  static Check of(Draft draft) {
    List<String> problems = new ArrayList<>();
    if (draft.title().isBlank()) {
      problems.add("the title is empty");
    }
    if (draft.title().length() > LONGEST_TITLE) {
      problems.add("the title is longer than " + LONGEST_TITLE + " characters");
    }
    if (draft.steps().isEmpty() || draft.steps().size() > MOST_STEPS) {
      problems.add("a request has 1 to " + MOST_STEPS + " steps, not " + draft.steps().size());
    }
    for (int i = 0; i < draft.steps().size(); i++) {
      Step step = draft.steps().get(i);
      if (step.order() != i + 1) {
        problems.add("step " + (i + 1) + " is numbered " + step.order());
      }
      if (step.approverId() == draft.requesterId()) {
        problems.add("step " + (i + 1) + " would let the requester approve");
      }
    }
    if (draft.steps().stream().map(Step::approverId).distinct().count() < draft.steps().size()) {
      problems.add("somebody would approve twice");
    }
    return problems.isEmpty() ? new Fine() : new Faulty(List.copyOf(problems));
  }
}
