package dev.baton.app;

import dev.baton.api.aws.Operation;
import dev.baton.api.aws.Reprinting;
import dev.baton.api.aws.codebuild.BuildResourceOperations;
import dev.baton.api.aws.codebuild.CodeBuildOperations;
import dev.baton.api.aws.codepipeline.CodePipelineOperations;
import dev.baton.api.aws.codepipeline.PipelineResourceOperations;
import dev.baton.api.aws.logs.LogsOperations;
import dev.baton.api.aws.secretsmanager.SecretsManagerOperations;
import dev.baton.api.aws.ssm.SsmOperations;
import dev.baton.api.aws.wire.Json;
import dev.baton.cli.CommandFailure;
import dev.baton.cli.ExitCode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What AWS's operations answered, as the command line shows it. */
final class AwsAnswers {

  private AwsAnswers() {}

  /** Every operation that a command may ask for. */
  static List<Operation<?, ?>> operations() {
    List<Operation<?, ?>> all = new ArrayList<>(CodePipelineOperations.all());
    all.addAll(PipelineResourceOperations.all());
    all.addAll(CodeBuildOperations.all());
    all.addAll(BuildResourceOperations.all());
    all.addAll(SsmOperations.all());
    all.addAll(SecretsManagerOperations.all());
    all.addAll(LogsOperations.all());
    return all;
  }

  /**
   * An answer as the aws CLI prints it.
   *
   * @throws CommandFailure when it is a refusal
   */
  static String printed(String target, int status, byte[] body) {
    if (status >= 400) {
      throw refusal(status, body);
    }
    return new Reprinting(operations(), ZoneId.systemDefault()).pretty(target, body);
  }

  /** A refusal with AWS's exception and message. */
  static CommandFailure refusal(int status, byte[] body) {
    String type = Json.topText(body, "__type").orElse("HTTP status " + status);
    String message = Json.topText(body, "message").orElse("");
    return new CommandFailure(
        status >= 500 ? ExitCode.FAILED : ExitCode.REFUSED, type + ": " + message);
  }
}
