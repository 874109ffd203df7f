package dev.baton.model.execution;

/**
 * What started an execution.
 *
 * @param type CodePipeline's trigger type, e.g. {@code StartPipelineExecution}
 * @param detail the caller's ARN, the source action's name, a rule's ARN
 */
public record Trigger(String type, String detail) {}
