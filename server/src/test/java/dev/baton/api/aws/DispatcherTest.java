package dev.baton.api.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.api.aws.codebuild.CodeBuildOperations;
import dev.baton.api.aws.codepipeline.CodePipelineOperations;
import dev.baton.api.aws.secretsmanager.SecretsManagerOperations;
import dev.baton.api.aws.ssm.SsmOperations;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** Operations find their handlers, and refusals leave in AWS's words. */
final class DispatcherTest {

  private static final Caller CALLER =
      new Caller("123456789012", "us-east-1", "arn:aws:iam::123456789012:user/ann");

  private static Dispatcher answering(Handler<GetPipelineRequest, GetPipelineResponse> handler) {
    return new Dispatcher.Builder().on(CodePipelineOperations.GET_PIPELINE, handler).build();
  }

  private static String call(Dispatcher dispatcher, String target, String body) {
    Dispatcher.Answer answer =
        dispatcher.call(CALLER, target, body.getBytes(StandardCharsets.UTF_8));
    return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aRequestReachesItsHandlerAndTheAnswerGoesBack() {
    Dispatcher dispatcher =
        answering(
            (caller, request) ->
                GetPipelineResponse.builder()
                    .pipeline(PipelineDeclaration.builder().name(request.name()).build())
                    .build());
    assertThat(call(dispatcher, "CodePipeline_20150709.GetPipeline", "{\"name\":\"demo\"}"))
        .isEqualTo("200 {\"pipeline\":{\"name\":\"demo\"}}");
  }

  @Test
  void anOperationThatIsNotThereIsRefusedByName() {
    assertThat(call(new Dispatcher.Builder().build(), "CodePipeline_20150709.PollForJobs", "{}"))
        .startsWith("404 {\"__type\":\"UnknownOperationException\"")
        .contains("CodePipeline_20150709.PollForJobs");
  }

  @Test
  void aMalformedRequestIsASerializationException() {
    Dispatcher dispatcher = answering((_, _) -> GetPipelineResponse.builder().build());
    assertThat(call(dispatcher, "CodePipeline_20150709.GetPipeline", "{\"name\":[]}"))
        .startsWith("400 {\"__type\":\"SerializationException\"");
  }

  @ParameterizedTest
  @CsvSource({
    "PipelineNotFound, NOT_FOUND, PipelineNotFoundException",
    "InvalidStructure, USER, InvalidStructureException",
    "ParameterNotFound, NOT_FOUND, ParameterNotFound",
  })
  void aRefusalBecomesTheExceptionOfItsCode(String code, Problem.Kind kind, String type) {
    Dispatcher dispatcher =
        answering(
            (_, _) -> {
              throw Refused.because(code, kind, "because");
            });
    assertThat(call(dispatcher, "CodePipeline_20150709.GetPipeline", "{}"))
        .isEqualTo("400 {\"__type\":\"" + type + "\",\"message\":\"because\"}");
  }

  @Test
  void anUnknownPipelineIsWordedAsTheOperationWordsIt() {
    Problem problem =
        Problem.refusal(
            "PipelineNotFound", Problem.Kind.NOT_FOUND, "any words", Map.of("name", "shop"));
    Dispatcher dispatcher =
        answering(
            (_, _) -> {
              throw new Refused(List.of(problem));
            });
    assertThat(call(dispatcher, "CodePipeline_20150709.GetPipeline", "{}"))
        .contains("Account '123456789012' does not have a pipeline with name 'shop'");
  }

  @Test
  void aFaultThatNobodyModelledPassesThrough() {
    Dispatcher dispatcher =
        answering(
            (_, _) -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> call(dispatcher, "CodePipeline_20150709.GetPipeline", "{}"))
        .isInstanceOf(IllegalStateException.class);
  }

  static Stream<Arguments> services() {
    return Stream.of(
        Arguments.of(CodePipelineOperations.class, CodePipelineOperations.all()),
        Arguments.of(CodeBuildOperations.class, CodeBuildOperations.all()),
        Arguments.of(SsmOperations.class, SsmOperations.all()),
        Arguments.of(SecretsManagerOperations.class, SecretsManagerOperations.all()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void theListOfOperationsIsComplete(Class<?> service, List<Operation<?, ?>> all) {
    long declared =
        Arrays.stream(service.getFields())
            .map(Field::getType)
            .filter(type -> type == Operation.class)
            .count();
    assertThat(all).hasSize((int) declared).doesNotHaveDuplicates();
  }
}
