package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Report groups and reports, as what is kept of them. */
final class ServedReportGroupsTest {

  private static final String TARGET = "CodeBuild_20161006.";
  private static final String ARN = "arn:aws:codebuild:us-east-1:000000000000:report-group/";

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

  private static String group(String name, String more) {
    return "{'name':'"
        + name
        + "','type':'TEST','exportConfig':{'exportConfigType':'NO_EXPORT'}"
        + more
        + "}";
  }

  private Served.Answer shown(String name) {
    return ask("BatchGetReportGroups", "{'reportGroupArns':['" + ARN + name + "']}");
  }

  @Test
  void aReportGroupIsKept() {
    assertThat(
            ask("CreateReportGroup", group("unit", ",'tags':[{'key':'a','value':'1'}]"))
                .text("reportGroup", "arn"))
        .isEqualTo(ARN + "unit");
    assertThat(served.refused(TARGET + "CreateReportGroup", group("unit", "")))
        .isEqualTo("ResourceAlreadyExistsException");
    ask(
        "UpdateReportGroup",
        "{'arn':'"
            + ARN
            + "unit','exportConfig':{'exportConfigType':'S3','s3Destination':{'bucket':'b'}}}");
    served.close();
    served = new Served(place);
    Served.Answer found = shown("unit");
    assertThat(found.text("reportGroups", 0, "type")).isEqualTo("TEST");
    assertThat(found.text("reportGroups", 0, "tags", 0, "key")).isEqualTo("a");
    assertThat(found.text("reportGroups", 0, "exportConfig", "s3Destination", "packaging"))
        .isEqualTo("NONE");
    ask("DeleteReportGroup", "{'arn':'" + ARN + "unit'}");
    ask("DeleteReportGroup", "{'arn':'" + ARN + "unit'}");
    assertThat(shown("unit").text("reportGroupsNotFound", 0)).isEqualTo(ARN + "unit");
    assertThat(served.refused(TARGET + "UpdateReportGroup", "{'arn':'" + ARN + "unit'}"))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void groupsAreListedInOrderAndPageByPage() {
    for (String name : List.of("cc", "aa", "bb")) {
      ask("CreateReportGroup", group(name, ""));
    }
    assertThat(ask("ListReportGroups", "{}").text("reportGroups", 0)).isEqualTo(ARN + "aa");
    String request = "{'sortBy':'CREATED_TIME','sortOrder':'DESCENDING','maxResults':2%s}";
    Served.Answer first = ask("ListReportGroups", request.formatted(""));
    assertThat(first.text("reportGroups")).isEqualTo("[" + ARN + "bb, " + ARN + "aa]");
    Served.Answer second =
        ask(
            "ListReportGroups",
            request.formatted(",'nextToken':'" + first.text("nextToken") + "'"));
    assertThat(second.text("reportGroups")).isEqualTo("[" + ARN + "cc]");
    assertThat(second.text("nextToken")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a b", "a/b", "-ab"})
  void aNameThatNoArnCanHaveIsRefused(String name) {
    assertThat(served.refused(TARGET + "CreateReportGroup", group(name, "")))
        .isEqualTo("InvalidInputException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",'tags':[{'key':'aws:a','value':'1'}]",
        ",'tags':[{'key':'a','value':'1'},{'key':'a','value':'2'}]",
        ",'tags':[{'value':'1'}]"
      })
  void tagsThatNobodyCanHaveAreRefused(String tags) {
    assertThat(served.refused(TARGET + "CreateReportGroup", group("unit", tags)))
        .isEqualTo("InvalidInputException");
  }

  @Test
  void anExportNeedsItsBucket() {
    assertThat(
            served.refused(
                TARGET + "CreateReportGroup", group("unit", "").replace("NO_EXPORT", "S3")))
        .isEqualTo("InvalidInputException");
  }

  @Test
  void noReportIsFoundWhileNoneIsMade() {
    ask("CreateReportGroup", group("unit", ""));
    String report = "arn:aws:codebuild:us-east-1:000000000000:report/unit:1";
    assertThat(ask("ListReports", "{}").list("reports")).isEmpty();
    assertThat(
            ask("ListReportsForReportGroup", "{'reportGroupArn':'" + ARN + "unit'}")
                .list("reports"))
        .isEmpty();
    assertThat(
            served.refused(
                TARGET + "ListReportsForReportGroup", "{'reportGroupArn':'" + ARN + "none'}"))
        .isEqualTo("ResourceNotFoundException");
    assertThat(
            ask("BatchGetReports", "{'reportArns':['" + report + "']}").text("reportsNotFound", 0))
        .isEqualTo(report);
    ask("DeleteReport", "{'arn':'" + report + "'}");
    assertThat(served.refused(TARGET + "DeleteReport", "{'arn':'x'}"))
        .isEqualTo("InvalidInputException");
  }
}
