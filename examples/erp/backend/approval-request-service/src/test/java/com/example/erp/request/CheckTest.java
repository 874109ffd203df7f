package com.example.erp.request;

import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;
import java.util.Arrays;
import java.util.List;

class CheckTest {

  private static final long REQUESTER = 1;

  @Test
  void acceptsOneStep() {
    Expect.equal("one step", new Check.Fine(), Check.of(draft("A laptop", new Step(1, 7))));
  }

  @Test
  void acceptsFiveStepsButNotSix() {
    Step[] six = {
      new Step(1, 11),
      new Step(2, 12),
      new Step(3, 13),
      new Step(4, 14),
      new Step(5, 15),
      new Step(6, 16)
    };
    Expect.equal("five steps", new Check.Fine(), Check.of(draft("A car", Arrays.copyOf(six, 5))));
    Expect.equal(
        "six steps", faulty("a request has 1 to 5 steps, not 6"), Check.of(draft("A car", six)));
  }

  @Test
  void wantsStepsInOrder() {
    Expect.equal(
        "steps 2, 1",
        faulty("step 1 is numbered 2", "step 2 is numbered 1"),
        Check.of(draft("A laptop", new Step(2, 7), new Step(1, 8))));
  }

  @Test
  void nobodyApprovesTheirOwnRequest() {
    Expect.equal(
        "the requester as approver",
        faulty("step 2 would let the requester approve"),
        Check.of(draft("A laptop", new Step(1, 7), new Step(2, REQUESTER))));
  }

  @Test
  void nobodyApprovesTwice() {
    Expect.equal(
        "approver 7 twice",
        faulty("somebody would approve twice"),
        Check.of(draft("A laptop", new Step(1, 7), new Step(2, 7))));
  }

  @Test
  void namesAllProblemsAtOnce() {
    Expect.equal(
        "an empty draft",
        faulty("the title is empty", "a request has 1 to 5 steps, not 0"),
        Check.of(draft(" ")));
  }

  @Test
  void limitsTheTitle() {
    Expect.equal(
        "101 characters",
        faulty("the title is longer than 100 characters"),
        Check.of(draft("x".repeat(101), new Step(1, 7))));
  }

  private static Draft draft(String title, Step... steps) {
    return new Draft(REQUESTER, title, "", List.of(steps));
  }

  private static Check faulty(String... problems) {
    return new Check.Faulty(List.of(problems));
  }
}
