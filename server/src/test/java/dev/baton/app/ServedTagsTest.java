package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags of pipelines. */
final class ServedTagsTest {

  private static final String TARGET = "CodePipeline_20150709.";
  private static final String SHOP = TargetPipeline.ARN + "shop";

  @TempDir Path place;
  private Served served;

  @BeforeEach
  void open() {
    served = new Served(place);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private Served.Answer ask(String operation, String request) {
    return served.ask(TARGET + operation, request);
  }

  private Served.Answer create(String tags) {
    return ask("CreatePipeline", TargetPipeline.named("shop", ",'tags':[" + tags + "]"));
  }

  private static String of(String arn, String more) {
    return "{'resourceArn':'" + arn + "'" + more + "}";
  }

  private void tag(String key, String value) {
    ask("TagResource", of(SHOP, ",'tags':[" + written(key, value) + "]"));
  }

  private static String written(String key, String value) {
    return "{'key':'" + key + "','value':'" + value + "'}";
  }

  private String tags() {
    return ask("ListTagsForResource", of(SHOP, "")).text("tags");
  }

  @Test
  void aTaggedPipelineShowsItsTags() {
    create("");
    tag("team", "one");
    tag("stage", "");
    tag("team", "two");
    assertThat(tags()).isEqualTo("[{key=stage, value=}, {key=team, value=two}]");
    ask("UntagResource", of(SHOP, ",'tagKeys':['stage','none']"));
    assertThat(tags()).isEqualTo("[{key=team, value=two}]");
  }

  @Test
  void aPipelineIsCreatedWithTags() {
    Served.Answer answer = create(written("b", "2") + "," + written("a", "1"));
    assertThat(answer.text("tags")).isEqualTo("[{key=a, value=1}, {key=b, value=2}]");
    assertThat(tags()).isEqualTo(answer.text("tags"));
  }

  @Test
  void tagsOutliveTheServer() {
    create(written("a", "1"));
    served.close();
    served = new Served(place);
    assertThat(tags()).isEqualTo("[{key=a, value=1}]");
  }

  @Test
  void aPipelineThatIsMadeAgainHasNoTags() {
    create(written("a", "1"));
    theFirstExecutionFails();
    ask("DeletePipeline", "{'name':'shop'}");
    assertThat(served.refused(TARGET + "ListTagsForResource", of(SHOP, "")))
        .isEqualTo("ResourceNotFoundException");
    create("");
    assertThat(tags()).isEqualTo("[]");
  }

  /** The bucket of its source is not there. */
  private void theFirstExecutionFails() {
    served.until(
        TARGET + "ListPipelineExecutions",
        "{'pipelineName':'shop'}",
        list -> list.text("pipelineExecutionSummaries", 0, "status").equals("Failed"));
  }

  @Test
  void tagsAreListedPageByPage() {
    create(written("a", "1") + "," + written("b", "2") + "," + written("c", "3"));
    Served.Answer first = ask("ListTagsForResource", of(SHOP, ",'maxResults':2"));
    assertThat(first.list("tags")).hasSize(2);
    Served.Answer second =
        ask(
            "ListTagsForResource",
            of(SHOP, ",'maxResults':2,'nextToken':'" + first.text("nextToken") + "'"));
    assertThat(second.text("tags")).isEqualTo("[{key=c, value=3}]");
    assertThat(second.text("nextToken")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"aws:x,1", "AWS:x,1", "a;b,1", "a,1;2", "' ',1"})
  void tagsThatNobodyCanHaveAreRefused(String key, String value) {
    create("");
    assertThat(
            served.refused(
                TARGET + "TagResource", of(SHOP, ",'tags':[" + written(key, value) + "]")))
        .isEqualTo("InvalidTagsException");
    assertThat(tags()).isEqualTo("[]");
  }

  @Test
  void aKeyThatIsGivenTwiceIsRefused() {
    String twice = written("a", "1") + "," + written("a", "2");
    assertThat(
            served.refused(
                TARGET + "CreatePipeline", TargetPipeline.named("shop", ",'tags':[" + twice + "]")))
        .isEqualTo("InvalidTagsException");
    assertThat(ask("ListPipelines", "{}").list("pipelines")).isEmpty();
  }

  @Test
  void aPipelineHasAtMostFiftyTags() {
    create(many(0, 50));
    assertThat(
            served.refused(
                TARGET + "TagResource", of(SHOP, ",'tags':[" + written("more", "") + "]")))
        .isEqualTo("TooManyTagsException");
    tag("k7", "again");
    assertThat(tags()).contains("{key=k7, value=again}").doesNotContain("more");
  }

  private static String many(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> written("k" + i, ""))
        .collect(Collectors.joining(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:codepipeline:us-east-1:111111111111:shop",
        "arn:aws:codepipeline:eu-west-1:000000000000:shop",
        "arn:aws:codepipeline:us-east-1:000000000000:shop/Source"
      })
  void theArnOfSomethingElseIsRefused(String arn) {
    create("");
    assertThat(served.refused(TARGET + "ListTagsForResource", of(arn, "")))
        .isEqualTo("InvalidArnException");
  }
}
