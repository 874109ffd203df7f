package dev.baton.api.aws.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The resource holds whole models, and its patterns are safe on anybody's text. */
final class ModelsTest {

  @ParameterizedTest
  @CsvSource({
    "CodePipeline_20150709, 44",
    "CodeBuild_20161006, 59",
    "AmazonSSM, 146",
    "secretsmanager, 23",
    "Logs_20140328, 113",
  })
  void everyOperationIsThere(String target, int operations) {
    assertThat(Models.bundled().service(target).orElseThrow().operations()).hasSize(operations);
  }

  @ParameterizedTest
  @CsvSource({
    "CodePipeline.GetPipeline, CodePipeline_20150709.GetPipeline",
    "CodePipeline_20150709.GetPipeline, CodePipeline_20150709.GetPipeline",
    "CodeBuild.StartBuild, CodeBuild_20161006.StartBuild",
    "Logs.GetLogEvents, Logs_20140328.GetLogEvents",
    "AmazonSSM_20141106.GetParameter, AmazonSSM.GetParameter",
    "secretsmanager_20171017.GetSecretValue, secretsmanager.GetSecretValue",
    "AmazonSSM_20991231.GetParameter, AmazonSSM_20991231.GetParameter",
    "CodePipeline_20991231.GetPipeline, CodePipeline_20991231.GetPipeline",
    "Nothing.GetPipeline, Nothing.GetPipeline",
  })
  void aTargetIsWrittenAsTheModelWritesIt(String target, String canonical) {
    assertThat(Models.bundled().canonical(target)).isEqualTo(canonical);
  }

  @Test
  void everyErrorOfAnOperationHasAStatus() {
    for (ServiceModel model : Models.bundled().all()) {
      assertThat(model.operations().values())
          .allSatisfy(known -> assertThat(model.errors().keySet()).containsAll(known.errors()));
    }
  }

  @Test
  void everyReferenceIsToAShape() {
    for (ServiceModel model : Models.bundled().all()) {
      for (Shape shape : model.shapes().shapes().values()) {
        assertThatCode(() -> new Specimens(model.shapes()).least(shape)).doesNotThrowAnyException();
      }
    }
  }

  static Stream<Arguments> patterns() {
    return Models.bundled().all().stream()
        .flatMap(model -> model.shapes().shapes().values().stream())
        .flatMap(shape -> shape instanceof Shape.Text text ? Stream.of(text) : Stream.empty())
        .flatMap(text -> text.pattern().stream().map(BoundedPattern::regex))
        .distinct()
        .map(Arguments::of);
  }

  /** What makes expressions go round in circles: much of the same, and then something else. */
  @ParameterizedTest
  @MethodSource("patterns")
  void aPatternEndsOnHostileText(String regex) {
    BoundedPattern pattern = new BoundedPattern(regex);
    List<String> starts =
        List.of("", "a", "arn:aws", "arn:aws-", "s3://a/", "https://", "$", "i-", "2026-", "1");
    List<String> seeds =
        List.of("a", "0", "-a", "a-", " ", "\t", ":", ".1", "1.", "/a", "\u00e9", "\ud83d\ude00");
    for (String start : starts) {
      for (String seed : seeds) {
        for (int times : start.isEmpty() ? new int[] {30, 70_000} : new int[] {30, 2_000}) {
          String text = start + seed.repeat(times);
          assertThatCode(() -> pattern.matches(text)).doesNotThrowAnyException();
          assertThatCode(() -> pattern.matches(text + "\u0000!")).doesNotThrowAnyException();
        }
      }
    }
  }

  @Test
  void aPatternThatGoesRoundInCirclesDoesNotMatch() {
    assertThat(new BoundedPattern("(a|a)*b").matches("a".repeat(2_000))).isFalse();
    assertThat(new BoundedPattern("(.*)*x").matches("a".repeat(40))).isFalse();
  }

  @Test
  void aLongTextOfOneClassIsMatched() {
    assertThat(new BoundedPattern("[a-z]+").matches("a".repeat(1_000_000))).isTrue();
  }
}
