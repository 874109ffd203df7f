package dev.baton.model.execution;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One execution of a condition's rule. */
public record RuleRun(
    String id,
    String stage,
    Gate gate,
    String rule,
    int attempt,
    ActionStatus status,
    Instant startedAt,
    Instant updatedAt,
    Map<String, String> resolvedConfiguration,
    ActionOutcome.External external,
    Optional<ActionRun.Failure> error,
    Optional<String> continuation) {}
