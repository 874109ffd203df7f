package dev.baton.api.aws.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Operation;
import dev.baton.api.aws.codebuild.BuildResourceOperations;
import dev.baton.api.aws.codebuild.CodeBuildOperations;
import dev.baton.api.aws.codepipeline.CodePipelineOperations;
import dev.baton.api.aws.codepipeline.PipelineResourceOperations;
import dev.baton.api.aws.secretsmanager.SecretsManagerOperations;
import dev.baton.api.aws.ssm.SsmOperations;
import dev.baton.api.aws.wire.Json;
import dev.baton.model.access.Principal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;

/** Requests made from the models, each with one thing wrong: the right refusal, and no handler. */
final class BrokenRequestsTest {

  private static final Caller CALLER =
      new Caller(Principal.administrator("123456789012", "ann"), "us-east-1", true);
  private static final String REACHED = "ReachedTheHandler";

  private final Dispatcher dispatcher = dispatcher();

  private static List<Operation<?, ?>> operations() {
    return Stream.of(
            CodePipelineOperations.all(),
            PipelineResourceOperations.all(),
            CodeBuildOperations.all(),
            BuildResourceOperations.all(),
            SsmOperations.all(),
            SecretsManagerOperations.all())
        .<Operation<?, ?>>flatMap(List::stream)
        .toList();
  }

  private static Dispatcher dispatcher() {
    Dispatcher.Builder routes = new Dispatcher.Builder();
    operations().forEach(operation -> reached(routes, operation));
    return routes.build();
  }

  private static <I extends SdkPojo, O extends SdkPojo> void reached(
      Dispatcher.Builder routes, Operation<I, O> operation) {
    routes.on(
        operation,
        (_, _) -> {
          throw new AwsFault(REACHED, 418, "");
        });
  }

  static Stream<Arguments> everyOperation() {
    return Models.bundled().all().stream()
        .flatMap(
            model -> model.operations().values().stream().map(known -> Arguments.of(model, known)))
        .map(arguments -> Arguments.argumentSet(title(arguments), arguments.get()));
  }

  private static String title(Arguments arguments) {
    return ((ServiceModel) arguments.get()[0]).id()
        + " "
        + ((ServiceModel.Known) arguments.get()[1]).name();
  }

  @ParameterizedTest
  @MethodSource("everyOperation")
  void aBrokenRequestIsRefusedAsAwsRefusesIt(ServiceModel model, ServiceModel.Known known) {
    Optional<Shape> input = model.input(known.name());
    SoftAssertions softly = new SoftAssertions();
    for (Mutations.Mutation mutation :
        input
            .map(shape -> Mutations.of(model.shapes(), shape, sdkClass(model, known)))
            .orElse(List.of())) {
      String answer = call(model, known, mutation.request());
      String type =
          mutation.fault() == Mutations.Fault.TYPE ? "SerializationException" : model.broken();
      softly
          .assertThat(answer)
          .as(mutation.what())
          .startsWith("400 {\"__type\":\"" + type + "\"")
          .doesNotContain("does not carry out");
      if (mutation.secret()) {
        softly.assertThat(answer).as(mutation.what()).doesNotContain(Mutations.MARK);
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("everyOperation")
  void theLeastValidRequestBreaksNothing(ServiceModel model, ServiceModel.Known known) {
    Object least =
        model
            .input(known.name())
            .<Object>map(shape -> new Specimens(model.shapes()).least(shape))
            .orElse(Map.of());
    boolean handled = sdkClass(model, known) != null;
    assertThat(call(model, known, least))
        .startsWith(
            handled ? "418 " : "400 {\"__type\":\"" + model.refusal() + "\",\"message\":\"Baton");
  }

  @Test
  void everyConstantIsAnOperationOfItsModel() {
    assertThat(operations())
        .allSatisfy(
            operation ->
                assertThat(
                        Models.bundled()
                            .service(operation.service())
                            .orElseThrow()
                            .operations()
                            .keySet())
                    .contains(operation.name()));
  }

  private static @Nullable SdkPojo sdkClass(ServiceModel model, ServiceModel.Known known) {
    return operations().stream()
        .filter(operation -> operation.target().equals(model.target() + "." + known.name()))
        .findFirst()
        .map(operation -> operation.request().get())
        .orElse(null);
  }

  private String call(ServiceModel model, ServiceModel.Known known, Object request) {
    byte[] body = Json.compact(out -> Json.write(out, request)).getBytes(StandardCharsets.UTF_8);
    Dispatcher.Answer answer = dispatcher.call(CALLER, model.target() + "." + known.name(), body);
    return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }
}
