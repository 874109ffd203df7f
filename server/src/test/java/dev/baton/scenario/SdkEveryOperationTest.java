package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** No operation that the SDK's clients have is left out of the tests beside this one. */
final class SdkEveryOperationTest {

  @Test
  void everyOperationOfTheModelIsOneOfTheClient() {
    for (Class<?> client : List.of(CodePipelineClient.class, CodeBuildClient.class)) {
      assertThat(SdkNotCarriedOutTest.model(client).operations().keySet())
          .containsExactlyInAnyOrderElementsOf(SdkNotCarriedOutTest.operations(client));
    }
  }

  @Test
  void everyOperationOfCodePipelineAnswersAndRefuses() {
    everyOneOf(
        CodePipelineClient.class,
        SdkPipelineRefusalsTest.rows().map(SdkPipelineRefusalsTest.Row::operation).toList(),
        SdkExecutionsTest.class,
        SdkJobsTest.class,
        SdkPartnerJobsTest.class);
  }

  @Test
  void everyOperationOfCodeBuildAnswersAndRefuses() {
    everyOneOf(
        CodeBuildClient.class,
        SdkBuildRefusalsTest.rows().map(SdkBuildRefusalsTest.Row::operation).toList(),
        SdkBuildsTest.class);
  }

  private static void everyOneOf(Class<?> client, Collection<String> refusals, Class<?>... tests) {
    List<String> not = SdkNotCarriedOutTest.refused(client);
    List<String> answered =
        Arrays.stream(tests)
            .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Answers.class))
            .flatMap(method -> Arrays.stream(method.getAnnotation(Answers.class).value()))
            .toList();
    List<String> operations = SdkNotCarriedOutTest.operations(client);
    assertThat(Stream.of(answered, not).flatMap(List::stream).toList()).containsAll(operations);
    assertThat(Stream.of(refusals, not, TAKE_NOTHING).flatMap(Collection::stream).toList())
        .containsAll(operations);
  }

  /** Requests without a member: only who asks can be refused, which {@link SdkDoorTest} shows. */
  private static final List<String> TAKE_NOTHING =
      List.of("ListCuratedEnvironmentImages", "ListSourceCredentials");
}
