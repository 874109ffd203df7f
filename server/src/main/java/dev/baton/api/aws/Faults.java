package dev.baton.api.aws;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import java.util.Set;
import java.util.stream.Collectors;

/** How a refusal reads in AWS's words: the exception that the operation declares, its wording. */
final class Faults {

  /** CodeBuild has one exception for nearly everything that is wrong with a request. */
  private static final Set<String> CODEBUILD =
      Set.of("InvalidInput", "ResourceNotFound", "ResourceAlreadyExists", "AccountLimitExceeded");

  /** Names that end the way they are, without {@code Exception}. */
  private static final Set<String> BARE =
      Set.of(
          "ParameterNotFound",
          "ParameterAlreadyExists",
          "ParameterVersionNotFound",
          "ParameterLimitExceeded",
          "ParameterMaxVersionLimitExceeded",
          "ParameterVersionLabelLimitExceeded",
          "TooManyTagsError");

  private Faults() {}

  static AwsFault of(Operation<?, ?> operation, Caller caller, Refused refused) {
    Problem first = refused.problems().getFirst();
    if (first.kind() == Problem.Kind.INTERNAL) {
      return new AwsFault("InternalFailure", 500, first.message());
    }
    return new AwsFault(type(operation, first), 400, message(operation, caller, refused));
  }

  private static String type(Operation<?, ?> operation, Problem problem) {
    String code = problem.code();
    if (BARE.contains(code) || code.endsWith("Exception")) {
      return code;
    }
    if (operation.service().startsWith("CodeBuild_")) {
      return (CODEBUILD.contains(code) ? code : codeBuildKind(problem)) + "Exception";
    }
    return code + "Exception";
  }

  private static String codeBuildKind(Problem problem) {
    return switch (problem.kind()) {
      case NOT_FOUND -> "ResourceNotFound";
      case CONFLICT -> "ResourceAlreadyExists";
      case LIMIT -> "AccountLimitExceeded";
      case USER, INTERNAL -> "InvalidInput";
    };
  }

  private static String message(Operation<?, ?> operation, Caller caller, Refused refused) {
    Problem first = refused.problems().getFirst();
    String name = first.parameters().getOrDefault("name", "");
    if (first.code().equals("PipelineNotFound") && !name.isEmpty()) {
      return pipelineNotFound(operation.name(), caller.account(), name);
    }
    return refused.problems().stream()
        .filter(Problem::isError)
        .map(Problem::message)
        .collect(Collectors.joining("\n"));
  }

  /** AWS's wording differs by operation. */
  private static String pipelineNotFound(String operation, String account, String name) {
    return switch (operation) {
      case "GetPipeline", "GetPipelineState" ->
          "Account '%s' does not have a pipeline with name '%s'".formatted(account, name);
      case "ListActionExecutions", "ListRuleExecutions", "ListPipelineExecutions" ->
          "The account with AWS account ID '%s' does not include a pipeline named '%s'"
              .formatted(account, name);
      default -> "Pipeline with name %s does not exist in account %s.".formatted(name, account);
    };
  }
}
