package dev.baton.api.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;

/** Shapes keep their members on the way to JSON and back. */
final class ShapeCodecTest {

  private static final ShapeReader READER = new ShapeReader();
  private static final ShapeWriter WIRE = new ShapeWriter(Timestamps.EPOCH, ZoneOffset.UTC);

  private static String json(SdkPojo shape) {
    return Json.compact(out -> WIRE.write(out, shape));
  }

  private static CreatePipelineRequest request(String json) {
    return READER.read(json.getBytes(StandardCharsets.UTF_8), CreatePipelineRequest::builder);
  }

  @Test
  void unsetMembersAreLeftOut() {
    PipelineDeclaration declaration = PipelineDeclaration.builder().name("demo").build();
    assertThat(json(declaration)).isEqualTo("{\"name\":\"demo\"}");
  }

  @Test
  void anEmptyListThatWasGivenIsWritten() {
    PipelineDeclaration declaration =
        PipelineDeclaration.builder().variables(List.<PipelineVariableDeclaration>of()).build();
    assertThat(json(declaration)).isEqualTo("{\"variables\":[]}");
  }

  @Test
  void nestedShapesListsAndMapsComeBackAsTheyWent() {
    String text =
        """
        {"pipeline":{"name":"demo","roleArn":"arn","artifactStore":{"type":"S3","location":"b"},\
        "stages":[{"name":"S","actions":[{"name":"A","actionTypeId":{"category":"Source",\
        "owner":"AWS","provider":"S3","version":"1"},"runOrder":2,\
        "configuration":{"K":"v","L":"w"},"outputArtifacts":[{"name":"O"}]}]}],"version":3}}\
        """;
    assertThat(json(request(text))).isEqualTo(text);
  }

  @Test
  void onTheWireATimestampIsSecondsWithMilliseconds() {
    ActionExecutionDetail detail =
        ActionExecutionDetail.builder().startTime(Instant.ofEpochMilli(1_700_000_000_250L)).build();
    assertThat(json(detail)).isEqualTo("{\"startTime\":1700000000.25}");
  }

  @Test
  void forPeopleATimestampIsWhatTheAwsCliPrints() {
    ShapeWriter iso = new ShapeWriter(Timestamps.ISO, ZoneId.of("Asia/Seoul"));
    assertThat(iso.text(Instant.ofEpochMilli(1_700_000_000_250L)))
        .isEqualTo("2023-11-15T07:13:20.250000+09:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"startTime\":1700000000.25}", "{\"startTime\":\"2023-11-14T22:13:20.25Z\"}"})
  void bothFormsOfATimestampAreRead(String text) {
    ActionExecutionDetail detail =
        READER.read(text.getBytes(StandardCharsets.UTF_8), ActionExecutionDetail::builder);
    assertThat(detail.startTime()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_250L));
  }

  @Test
  void unknownMembersAndNullsAreIgnored() {
    CreatePipelineRequest read =
        request(
            "{\"x\":{\"y\":[1,{\"z\":null}]},\"pipeline\":{\"name\":\"demo\",\"roleArn\":null}}");
    assertThat(read.pipeline()).isEqualTo(PipelineDeclaration.builder().name("demo").build());
  }

  @Test
  void anEmptyBodyIsAnEmptyRequest() {
    assertThat(request("")).isEqualTo(CreatePipelineRequest.builder().build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"pipeline\":[]}                       | START_ARRAY can not be converted to a Structure",
        "{\"pipeline\":{\"name\":7}}               | NUMBER_VALUE can not be converted to a String",
        "{\"pipeline\":{\"version\":\"x\"}}          | STRING_VALUE can not be converted to a"
            + " Integer",
        "{\"pipeline\":{\"stages\":{}}}            | START_OBJECT can not be converted to a List",
        "{\"pipeline\":{\"version\":1.5}}           | NUMBER_VALUE can not be converted to a"
            + " Integer",
        "[]                                      | Start of structure or map found where not"
            + " expected.",
        "{} {}                                   | There is text after the end of the request.",
      })
  void aValueOfTheWrongTypeIsRefusedByName(String text, String message) {
    assertThatThrownBy(() -> request(text)).isInstanceOf(MalformedShape.class).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"pipeline\":",
        "nonsense",
        "{\"pipeline\":{\"version\":99999999999999999999}}"
      })
  void whatIsNoJsonIsRefusedWithItsPlace(String text) {
    assertThatThrownBy(() -> request(text))
        .isInstanceOf(MalformedShape.class)
        .hasMessageContaining("line 1, column");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    String deep = "{\"x\":" + "[".repeat(100_000);
    assertThatThrownBy(() -> request(deep)).isInstanceOf(MalformedShape.class);
  }

  @Test
  void theLayoutIsTheAwsClis() {
    PipelineDeclaration declaration =
        PipelineDeclaration.builder()
            .name("demo")
            .artifactStores(Map.of())
            .variables(List.<PipelineVariableDeclaration>of())
            .build();
    assertThat(Json.pretty(out -> WIRE.write(out, declaration)))
        .isEqualTo(
            """
            {
                "name": "demo",
                "artifactStores": {},
                "variables": []
            }
            """);
  }
}
