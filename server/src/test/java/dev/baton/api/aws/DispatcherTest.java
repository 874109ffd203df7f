package dev.baton.api.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.api.aws.codebuild.BuildResourceOperations;
import dev.baton.api.aws.codebuild.CodeBuildOperations;
import dev.baton.api.aws.codepipeline.CodePipelineOperations;
import dev.baton.api.aws.codepipeline.PipelineResourceOperations;
import dev.baton.api.aws.secretsmanager.SecretsManagerOperations;
import dev.baton.api.aws.ssm.SsmOperations;
import dev.baton.model.access.Principal;
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
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** Operations find their handlers, and refusals leave in AWS's words. */
final class DispatcherTest {

  private static final Caller CALLER =
      new Caller(Principal.administrator("123456789012", "ann"), "us-east-1", true);

  private static final String NAMED = "{\"name\":\"demo\"}";

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
  void anOperationThatNoModelHasIsUnknown() {
    assertThat(call(new Dispatcher.Builder().build(), "CodePipeline_20150709.PaintTheFence", "{}"))
        .startsWith("404 {\"__type\":\"UnknownOperationException\"")
        .contains("CodePipeline_20150709.PaintTheFence");
  }

  @ParameterizedTest
  @CsvSource({
    "CodePipeline_20150709.ListWebhooks, ValidationException",
    "CodeBuild_20161006.ListFleets, InvalidInputException",
    "AmazonSSM.DescribeActivations, UnsupportedOperationException",
    "secretsmanager.GetRandomPassword, InvalidRequestException",
    "Logs_20140328.DescribeQueries, InvalidOperationException",
  })
  void anOperationThatNobodyCarriesOutIsRefusedByName(String target, String type) {
    assertThat(call(new Dispatcher.Builder().build(), target, "{}"))
        .startsWith("400 {\"__type\":\"" + type + "\"")
        .contains(target.substring(target.indexOf('.') + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CodePipeline_20150709.GetPipeline", "CodePipeline.GetPipeline"})
  void aTargetMayLeaveTheVersionOut(String target) {
    Dispatcher dispatcher = answering((_, _) -> GetPipelineResponse.builder().build());
    assertThat(call(dispatcher, target, NAMED)).isEqualTo("200 {}");
    assertThat(dispatcher.kind(target)).contains(Operation.Kind.READS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "CodePipeline", "CodePipeline_20160101.GetPipeline"})
  void aTargetOfAnotherVersionOrNoneIsUnknown(String target) {
    Dispatcher dispatcher = answering((_, _) -> GetPipelineResponse.builder().build());
    assertThat(call(dispatcher, target, NAMED)).startsWith("404 ");
  }

  @Test
  void aRequestThatBreaksAConstraintReachesNoHandler() {
    Dispatcher dispatcher =
        answering(
            (_, _) -> {
              throw new IllegalStateException("reached");
            });
    assertThat(call(dispatcher, "CodePipeline_20150709.GetPipeline", "{\"name\":\"a b\"}"))
        .isEqualTo(
            "400 {\"__type\":\"ValidationException\",\"message\":\"1 validation error detected:"
                + " Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy"
                + " regular expression pattern: [A-Za-z0-9.@\\\\-_]+\"}");
    assertThatThrownBy(
            () ->
                dispatcher.call(
                    CALLER,
                    CodePipelineOperations.GET_PIPELINE,
                    GetPipelineRequest.builder().name("").build()))
        .isInstanceOf(AwsFault.class)
        .hasMessageContaining("Member must have length greater than or equal to 1");
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
    assertThat(call(dispatcher, "CodePipeline_20150709.GetPipeline", NAMED))
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
    assertThat(call(dispatcher, "CodePipeline_20150709.GetPipeline", NAMED))
        .contains("Account '123456789012' does not have a pipeline with name 'shop'");
  }

  @Test
  void aFaultThatNobodyModelledPassesThrough() {
    Dispatcher dispatcher =
        answering(
            (_, _) -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> call(dispatcher, "CodePipeline_20150709.GetPipeline", NAMED))
        .isInstanceOf(IllegalStateException.class);
  }

  static Stream<Arguments> services() {
    return Stream.of(
        Arguments.of(CodePipelineOperations.class, CodePipelineOperations.all()),
        Arguments.of(PipelineResourceOperations.class, PipelineResourceOperations.all()),
        Arguments.of(CodeBuildOperations.class, CodeBuildOperations.all()),
        Arguments.of(BuildResourceOperations.class, BuildResourceOperations.all()),
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
