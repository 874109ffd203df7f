package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.api.aws.model.Coverage;
import dev.baton.api.aws.model.LeastRequests;
import dev.baton.api.aws.model.Models;
import dev.baton.api.aws.model.ServiceModel;
import dev.baton.api.aws.wire.ShapeReader;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

/** What Baton does not carry out is refused by its name, as an exception that the SDK knows. */
@ExtendWith(SdkServer.class)
final class SdkNotCarriedOutTest {

  static List<String> pipelineOperations() {
    return refused(CodePipelineClient.class);
  }

  static List<String> buildOperations() {
    return refused(CodeBuildClient.class);
  }

  /** The operations of a client's service that are declared as not carried out. */
  static List<String> refused(Class<?> client) {
    ServiceModel model = model(client);
    return operations(client).stream()
        .filter(name -> Coverage.of(model, name).level() == Coverage.Level.REFUSED)
        .toList();
  }

  static ServiceModel model(Class<?> client) {
    String id = client == CodePipelineClient.class ? "codepipeline" : "codebuild";
    return Models.bundled().all().stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** What the client has methods for, as the model calls it. */
  static List<String> operations(Class<?> client) {
    return Arrays.stream(client.getMethods())
        .flatMap(method -> Stream.of(method.getParameterTypes()))
        .map(Class::getSimpleName)
        .filter(name -> name.endsWith("Request"))
        .map(name -> name.substring(0, name.length() - "Request".length()))
        .distinct()
        .sorted()
        .toList();
  }

  /** For as long as there is one that is not carried out. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("pipelineOperations")
  void anOperationOfCodePipelineIsRefusedByName(String operation, Sdk sdk) {
    assertThatThrownBy(() -> call(CodePipelineClient.class, sdk.pipelines, operation))
        .isExactlyInstanceOf(ValidationException.class)
        .hasMessageContaining("Baton does not carry out " + operation);
  }

  @ParameterizedTest
  @MethodSource("buildOperations")
  void anOperationOfCodeBuildIsRefusedByName(String operation, Sdk sdk) {
    assertThatThrownBy(() -> call(CodeBuildClient.class, sdk.builds, operation))
        .isExactlyInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Baton does not carry out " + operation);
  }

  @SuppressWarnings("unchecked")
  private static <C> void call(Class<C> type, C client, String operation) throws Throwable {
    Class<?> request = Class.forName(type.getPackageName() + ".model." + operation + "Request");
    Object builder = request.getMethod("builder").invoke(null);
    SdkPojo least =
        new ShapeReader()
            .read(
                LeastRequests.of(model(type), operation),
                (Supplier<SdkPojo>) () -> (SdkPojo) builder);
    String method = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
    try {
      type.getMethod(method, request).invoke(client, least);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
