package dev.baton.model.execution;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One execution of a condition's rule.
 *
 * @param stageAttempt the stage's attempt in which it was asked
 * @param error why it does not let pass
 * @param continuation the provider's token for the next call
 */
public record RuleRun(
    String id,
    String stage,
    Gate gate,
    String rule,
    int stageAttempt,
    ActionStatus status,
    Instant startedAt,
    Instant updatedAt,
    Map<String, String> resolvedConfiguration,
    ActionOutcome.External external,
    Optional<ActionRun.Failure> error,
    Optional<String> continuation) {}
