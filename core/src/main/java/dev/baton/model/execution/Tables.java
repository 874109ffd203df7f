package dev.baton.model.execution;

import static dev.baton.model.execution.StageStatus.AHEAD;
import static dev.baton.model.execution.StageStatus.CHECKING_ENTRY;
import static dev.baton.model.execution.StageStatus.CHECKING_FAILURE;
import static dev.baton.model.execution.StageStatus.CHECKING_SUCCESS;
import static dev.baton.model.execution.StageStatus.RUNNING;
import static dev.baton.model.execution.StageStatus.SKIPPED;
import static dev.baton.model.execution.StageStatus.STOPPING;
import static dev.baton.model.execution.StageStatus.WAITING;

import java.util.List;

/** The machine's tables: whatever a status may become, and why. */
public final class Tables {

  /** Why an execution moves. */
  public enum ExecutionStep {
    COMPLETE,
    FAIL,
    STOP,
    /** It was to run up to a stage, and that is over; or it is too old to be released. */
    HALT,
    SUPERSEDE,
    /** The pipeline was updated. */
    UPDATE,
    /** What was running when it was to end has ended. */
    SETTLE,
    RETRY,
    OVERRIDE,
    /** Baton cannot go on with it. */
    BREAK
  }

  /** Why a stage of an execution moves. */
  public enum StageStep {
    QUEUE,
    ENTER,
    /** It enters a stage that has an entry condition. */
    CHECK_ENTRY,
    CHECK_SUCCESS,
    CHECK_FAILURE,
    /** The condition lets pass. */
    PASS,
    SKIP,
    SUCCEED,
    FAIL,
    STOP,
    CANCEL,
    SETTLE,
    RETRY,
    /** A retry that first checks the entry condition again. */
    RECHECK,
    OVERRIDE_ENTRY,
    OVERRIDE_SUCCESS,
    /** Baton cannot go on with its execution. */
    BREAK
  }

  /** Why an action or rule execution moves. */
  public enum RunStep {
    SUCCEED,
    FAIL,
    ABANDON
  }

  /** Why a condition moves. */
  public enum ConditionStep {
    PASS,
    FAIL,
    /** A rule could not be judged. */
    ERROR,
    CANCEL,
    ABANDON,
    OVERRIDE
  }

  /** Executions. */
  public static final Table<ExecutionStatus, ExecutionStep> EXECUTION =
      Table.<ExecutionStatus, ExecutionStep>of("execution")
          .row(ExecutionStatus.IN_PROGRESS, ExecutionStep.COMPLETE, ExecutionStatus.SUCCEEDED)
          .row(ExecutionStatus.IN_PROGRESS, ExecutionStep.FAIL, ExecutionStatus.FAILED)
          .row(ExecutionStatus.IN_PROGRESS, ExecutionStep.HALT, ExecutionStatus.STOPPED)
          .row(ExecutionStatus.IN_PROGRESS, ExecutionStep.SUPERSEDE, ExecutionStatus.SUPERSEDED)
          .row(ExecutionStatus.IN_PROGRESS, ExecutionStep.STOP, ExecutionStatus.STOPPING)
          .row(ExecutionStatus.STOPPING, ExecutionStep.SETTLE, ExecutionStatus.STOPPED)
          .row(ExecutionStatus.IN_PROGRESS, ExecutionStep.UPDATE, ExecutionStatus.CANCELLING)
          .row(ExecutionStatus.CANCELLING, ExecutionStep.SETTLE, ExecutionStatus.CANCELLED)
          .row(ExecutionStatus.FAILED, ExecutionStep.RETRY, ExecutionStatus.IN_PROGRESS)
          .row(ExecutionStatus.STOPPED, ExecutionStep.RETRY, ExecutionStatus.IN_PROGRESS)
          .row(ExecutionStatus.FAILED, ExecutionStep.OVERRIDE, ExecutionStatus.IN_PROGRESS)
          .row(ExecutionStatus.IN_PROGRESS, ExecutionStep.BREAK, ExecutionStatus.FAILED)
          .row(ExecutionStatus.STOPPING, ExecutionStep.BREAK, ExecutionStatus.FAILED)
          .row(ExecutionStatus.CANCELLING, ExecutionStep.BREAK, ExecutionStatus.FAILED)
          .build();

  /** Stages of executions. */
  public static final Table<StageStatus, StageStep> STAGE =
      Table.<StageStatus, StageStep>of("stage")
          .row(AHEAD, StageStep.QUEUE, WAITING)
          .row(AHEAD, StageStep.ENTER, RUNNING)
          .row(AHEAD, StageStep.CHECK_ENTRY, CHECKING_ENTRY)
          .row(WAITING, StageStep.ENTER, RUNNING)
          .row(WAITING, StageStep.CHECK_ENTRY, CHECKING_ENTRY)
          .row(CHECKING_ENTRY, StageStep.PASS, RUNNING)
          .row(CHECKING_ENTRY, StageStep.SKIP, SKIPPED)
          .row(CHECKING_ENTRY, StageStep.FAIL, StageStatus.FAILED)
          .row(CHECKING_ENTRY, StageStep.STOP, StageStatus.STOPPED)
          .row(CHECKING_ENTRY, StageStep.CANCEL, StageStatus.CANCELLED)
          .row(RUNNING, StageStep.SUCCEED, StageStatus.SUCCEEDED)
          .row(RUNNING, StageStep.CHECK_SUCCESS, CHECKING_SUCCESS)
          .row(RUNNING, StageStep.FAIL, StageStatus.FAILED)
          .row(RUNNING, StageStep.CHECK_FAILURE, CHECKING_FAILURE)
          .row(RUNNING, StageStep.STOP, STOPPING)
          .row(RUNNING, StageStep.CANCEL, StageStatus.CANCELLED)
          .row(STOPPING, StageStep.SETTLE, StageStatus.STOPPED)
          .row(CHECKING_SUCCESS, StageStep.PASS, StageStatus.SUCCEEDED)
          .row(CHECKING_SUCCESS, StageStep.FAIL, StageStatus.FAILED)
          .row(CHECKING_SUCCESS, StageStep.STOP, StageStatus.STOPPED)
          .row(CHECKING_SUCCESS, StageStep.CANCEL, StageStatus.CANCELLED)
          .row(CHECKING_FAILURE, StageStep.FAIL, StageStatus.FAILED)
          .row(CHECKING_FAILURE, StageStep.STOP, StageStatus.STOPPED)
          .row(CHECKING_FAILURE, StageStep.CANCEL, StageStatus.CANCELLED)
          .row(StageStatus.FAILED, StageStep.RETRY, RUNNING)
          .row(StageStatus.FAILED, StageStep.RECHECK, CHECKING_ENTRY)
          .row(StageStatus.FAILED, StageStep.OVERRIDE_ENTRY, RUNNING)
          .row(StageStatus.FAILED, StageStep.OVERRIDE_SUCCESS, StageStatus.SUCCEEDED)
          .row(CHECKING_ENTRY, StageStep.BREAK, StageStatus.FAILED)
          .row(RUNNING, StageStep.BREAK, StageStatus.FAILED)
          .row(CHECKING_SUCCESS, StageStep.BREAK, StageStatus.FAILED)
          .row(CHECKING_FAILURE, StageStep.BREAK, StageStatus.FAILED)
          .row(STOPPING, StageStep.BREAK, StageStatus.FAILED)
          .row(StageStatus.STOPPED, StageStep.RETRY, RUNNING)
          .row(StageStatus.STOPPED, StageStep.RECHECK, CHECKING_ENTRY)
          .build();

  /** Action executions. */
  public static final Table<ActionStatus, RunStep> ACTION = runs("action");

  /** Rule executions. */
  public static final Table<ActionStatus, RunStep> RULE = runs("rule");

  /** Conditions of a stage's gates. */
  public static final Table<ConditionStatus, ConditionStep> CONDITION =
      Table.<ConditionStatus, ConditionStep>of("condition")
          .row(ConditionStatus.IN_PROGRESS, ConditionStep.PASS, ConditionStatus.SUCCEEDED)
          .row(ConditionStatus.IN_PROGRESS, ConditionStep.FAIL, ConditionStatus.FAILED)
          .row(ConditionStatus.IN_PROGRESS, ConditionStep.ERROR, ConditionStatus.ERRORED)
          .row(ConditionStatus.IN_PROGRESS, ConditionStep.CANCEL, ConditionStatus.CANCELLED)
          .row(ConditionStatus.IN_PROGRESS, ConditionStep.ABANDON, ConditionStatus.ABANDONED)
          .row(ConditionStatus.FAILED, ConditionStep.OVERRIDE, ConditionStatus.OVERRIDDEN)
          .row(ConditionStatus.ERRORED, ConditionStep.OVERRIDE, ConditionStatus.OVERRIDDEN)
          .build();

  private Tables() {}

  /** All of them. */
  public static List<Table<?, ?>> all() {
    return List.of(EXECUTION, STAGE, ACTION, RULE, CONDITION);
  }

  private static Table<ActionStatus, RunStep> runs(String name) {
    return Table.<ActionStatus, RunStep>of(name)
        .row(ActionStatus.IN_PROGRESS, RunStep.SUCCEED, ActionStatus.SUCCEEDED)
        .row(ActionStatus.IN_PROGRESS, RunStep.FAIL, ActionStatus.FAILED)
        .row(ActionStatus.IN_PROGRESS, RunStep.ABANDON, ActionStatus.ABANDONED)
        .build();
  }
}
