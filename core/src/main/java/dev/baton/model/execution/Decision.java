package dev.baton.model.execution;

import java.util.List;

/**
 * What the machine decided: the events in order, the state they fold to, and the work they call
 * for.
 *
 * @param touched ids of the executions that changed
 */
public record Decision(
    PipelineState state, List<Event> events, List<Effect> effects, java.util.Set<String> touched) {}
