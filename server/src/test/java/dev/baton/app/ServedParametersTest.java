package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameter Store: what its operations bring about, and what they refuse. */
final class ServedParametersTest {

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

  private Served.Answer ssm(String operation, String request) {
    return served.ask("AmazonSSM." + operation, request);
  }

  private String refused(String operation, String request) {
    return served.refused("AmazonSSM." + operation, request);
  }

  private void put(String name, String value, String more) {
    ssm(
        "PutParameter",
        "{'Name':'%s','Value':'%s','Type':'String'%s}".formatted(name, value, more));
  }

  private String value(String name) {
    return ssm("GetParameter", "{'Name':'" + name + "','WithDecryption':true}")
        .text("Parameter", "Value");
  }

  private static List<String> names(Served.Answer answer) {
    return answer.list("Parameters").stream()
        .map(parameter -> String.valueOf(((Map<?, ?>) parameter).get("Name")))
        .toList();
  }

  @Test
  void everyVersionIsInTheHistory() {
    put("/a", "one", ",'Description':'first','Tier':'Standard'");
    put("/a", "two", ",'Description':'second','Overwrite':true");
    put("/a", "three", ",'Overwrite':true");
    Served.Answer first = ssm("GetParameterHistory", "{'Name':'/a','MaxResults':2}");
    assertThat(first.text("Parameters", 0, "Value")).isEqualTo("one");
    assertThat(first.text("Parameters", 1, "Description")).isEqualTo("second");
    Served.Answer rest =
        ssm(
            "GetParameterHistory",
            "{'Name':'/a','MaxResults':2,'NextToken':'" + first.text("NextToken") + "'}");
    assertThat(rest.list("Parameters")).hasSize(1);
    assertThat(rest.text("Parameters", 0, "Version")).isEqualTo("3");
    assertThat(refused("GetParameterHistory", "{'Name':'/none'}")).isEqualTo("ParameterNotFound");
  }

  @Test
  void aVersionIsNamedByNumberAndByLabel() {
    put("/a", "one", "");
    put("/a", "two", ",'Overwrite':true");
    Served.Answer labelled =
        ssm(
            "LabelParameterVersion",
            "{'Name':'/a','ParameterVersion':1,'Labels':['live','1st','aws-x']}");
    assertThat(labelled.text("InvalidLabels")).isEqualTo("[1st, aws-x]");
    assertThat(value("/a:live")).isEqualTo("one");
    assertThat(value("/a:2")).isEqualTo("two");
    assertThat(ssm("GetParameter", "{'Name':'/a:live'}").text("Parameter", "Selector"))
        .isEqualTo(":live");
    ssm("LabelParameterVersion", "{'Name':'/a','Labels':['live']}");
    assertThat(value("/a:live")).isEqualTo("two");
    assertThat(refused("GetParameter", "{'Name':'/a:7'}")).isEqualTo("ParameterVersionNotFound");
    assertThat(
            refused("LabelParameterVersion", "{'Name':'/a','ParameterVersion':9,'Labels':['x']}"))
        .isEqualTo("ParameterVersionNotFound");
  }

  @Test
  void aLabelIsTakenAway() {
    put("/a", "one", "");
    ssm("LabelParameterVersion", "{'Name':'/a','Labels':['live']}");
    Served.Answer answer =
        ssm(
            "UnlabelParameterVersion",
            "{'Name':'/a','ParameterVersion':1,'Labels':['live','other']}");
    assertThat(answer.text("RemovedLabels")).isEqualTo("[live]");
    assertThat(answer.text("InvalidLabels")).isEqualTo("[other]");
    assertThat(refused("GetParameter", "{'Name':'/a:live'}")).isEqualTo("ParameterVersionNotFound");
  }

  @Test
  void aVersionHasTenLabelsAtMost() {
    put("/a", "one", "");
    ssm("LabelParameterVersion", "{'Name':'/a','Labels':['a','b','c','d','e','f','g','h']}");
    assertThat(refused("LabelParameterVersion", "{'Name':'/a','Labels':['i','j','k']}"))
        .isEqualTo("ParameterVersionLabelLimitExceeded");
    assertThat(refused("GetParameter", "{'Name':'/a:i'}")).isEqualTo("ParameterVersionNotFound");
  }

  @Test
  void aLabelledOldestVersionIsNotLost() {
    put("/a", "first", "");
    ssm("LabelParameterVersion", "{'Name':'/a','Labels':['keep']}");
    for (int i = 2; i <= 100; i++) {
      put("/a", "v" + i, ",'Overwrite':true");
    }
    assertThat(
            refused("PutParameter", "{'Name':'/a','Value':'x','Type':'String','Overwrite':true}"))
        .isEqualTo("ParameterMaxVersionLimitExceeded");
    assertThat(value("/a:keep")).isEqualTo("first");
    ssm("UnlabelParameterVersion", "{'Name':'/a','ParameterVersion':1,'Labels':['keep']}");
    put("/a", "more", ",'Overwrite':true");
    assertThat(refused("GetParameter", "{'Name':'/a:1'}")).isEqualTo("ParameterVersionNotFound");
  }

  @Test
  void aSecureStringIsShownDecryptedOnlyWhenThatIsAskedFor() {
    ssm(
        "PutParameter",
        "{'Name':'/s','Value':'open-sesame','Type':'SecureString','KeyId':'alias/mine'}");
    String sealed = ssm("GetParameter", "{'Name':'/s'}").text("Parameter", "Value");
    assertThat(sealed).isNotEmpty().doesNotContain("open-sesame");
    assertThat(value("/s")).isEqualTo("open-sesame");
    assertThat(ssm("GetParameterHistory", "{'Name':'/s'}").text("Parameters", 0, "Value"))
        .isEqualTo(sealed);
    assertThat(ssm("DescribeParameters", "{}").text("Parameters", 0, "KeyId"))
        .isEqualTo("alias/mine");
  }

  @Test
  void valuesThatDoNotMatchThePatternAreRefused() {
    put("/port", "8080", ",'AllowedPattern':'[0-9]+'");
    assertThat(refused("PutParameter", "{'Name':'/port','Value':'http','Overwrite':true}"))
        .isEqualTo("ParameterPatternMismatchException");
    assertThat(value("/port")).isEqualTo("8080");
    assertThat(
            refused(
                "PutParameter", "{'Name':'/x','Value':'x','Type':'String','AllowedPattern':'[0-'}"))
        .isEqualTo("InvalidAllowedPatternException");
  }

  @Test
  void aPatternThatNeverEndsIsNoMatch() {
    assertThat(
            refused(
                "PutParameter",
                "{'Name':'/x','Value':'%s!','Type':'String','AllowedPattern':'(a+)+b'}"
                    .formatted("a".repeat(60))))
        .isEqualTo("ParameterPatternMismatchException");
  }

  @ParameterizedTest
  @CsvSource({
    "ssmthing,ValidationException",
    "/aws/x,ValidationException",
    "/a b,ValidationException",
    "a/b,ValidationException",
    "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16,HierarchyLevelLimitExceededException"
  })
  void namesThatNobodyCanHaveAreRefused(String name, String error) {
    assertThat(refused("PutParameter", "{'Name':'" + name + "','Value':'v','Type':'String'}"))
        .isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'Policies':'[{}]'|InvalidPolicyTypeException",
        "'DataType':'aws:ec2:image'|ValidationException",
        "'KeyId':'alias/x'|ValidationException",
        "'Type':'Number'|ValidationException",
        "'Overwrite':true,'Tags':[{'Key':'a','Value':'b'}]|ValidationException",
        "'Tags':[{'Key':'aws:a','Value':'b'}]|ValidationException"
      })
  void whatAParameterCannotBeIsRefused(String more, String error) {
    String type = more.contains("'Type'") ? "" : "'Type':'String',";
    assertThat(refused("PutParameter", "{'Name':'/x','Value':'v'," + type + more + "}"))
        .isEqualTo(error);
    assertThat(refused("GetParameter", "{'Name':'/x'}")).isEqualTo("ParameterNotFound");
  }

  @Test
  void aParameterIsNotReplacedUnlessThatIsAskedFor() {
    put("/a", "one", "");
    assertThat(refused("PutParameter", "{'Name':'/a','Value':'two','Type':'String'}"))
        .isEqualTo("ParameterAlreadyExists");
    assertThat(value("/a")).isEqualTo("one");
  }

  @Test
  void theTierFollowsTheValueUnlessItIsGiven() {
    String big = "x".repeat(5000);
    put("/big", big, "");
    assertThat(ssm("DescribeParameters", "{}").text("Parameters", 0, "Tier")).isEqualTo("Advanced");
    assertThat(
            refused(
                "PutParameter",
                "{'Name':'/other','Value':'" + big + "','Type':'String','Tier':'Standard'}"))
        .isEqualTo("ValidationException");
    assertThat(
            refused(
                "PutParameter", "{'Name':'/big','Value':'v','Overwrite':true,'Tier':'Standard'}"))
        .isEqualTo("ValidationException");
  }

  @Test
  void severalAreDeletedAtOnce() {
    put("/a", "1", "");
    put("/b", "2", "");
    Served.Answer answer = ssm("DeleteParameters", "{'Names':['/a','/b','/c']}");
    assertThat(answer.text("DeletedParameters")).isEqualTo("[/a, /b]");
    assertThat(answer.text("InvalidParameters")).isEqualTo("[/c]");
    assertThat(ssm("DescribeParameters", "{}").list("Parameters")).isEmpty();
  }

  @Test
  void tagsAreKeptUntilTheParameterGoes() {
    put("/a", "1", ",'Tags':[{'Key':'team','Value':'one'}]");
    String resource = "{'ResourceType':'Parameter','ResourceId':'/a'%s}";
    ssm("AddTagsToResource", resource.formatted(",'Tags':[{'Key':'stage','Value':'live'}]"));
    ssm("RemoveTagsFromResource", resource.formatted(",'TagKeys':['team']"));
    assertThat(ssm("ListTagsForResource", resource.formatted("")).text("TagList"))
        .isEqualTo("[{Key=stage, Value=live}]");
    ssm("DeleteParameter", "{'Name':'/a'}");
    assertThat(refused("ListTagsForResource", resource.formatted("")))
        .isEqualTo("InvalidResourceId");
    put("/a", "2", "");
    assertThat(ssm("ListTagsForResource", resource.formatted("")).list("TagList")).isEmpty();
    assertThat(refused("ListTagsForResource", "{'ResourceType':'Document','ResourceId':'/a'}"))
        .isEqualTo("InvalidResourceType");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'Key':'Name','Values':['/app/b']|[/app/b]",
        "'Key':'Name','Option':'BeginsWith','Values':['/app/']|[/app/a, /app/b, /app/c/d]",
        "'Key':'Name','Option':'Contains','Values':['/c/']|[/app/c/d]",
        "'Key':'Type','Values':['StringList','SecureString']|[/app/b, /app/c/d]",
        "'Key':'KeyId','Values':['alias/aws/ssm']|[/app/c/d]",
        "'Key':'Path','Values':['/app']|[/app/a, /app/b]",
        "'Key':'Path','Option':'Recursive','Values':['/app']|[/app/a, /app/b, /app/c/d]",
        "'Key':'Tier','Values':['Advanced']|[]",
        "'Key':'tag:team'|[/app/a]",
        "'Key':'tag:team','Values':['two']|[]"
      })
  void parametersAreFoundByFilters(String filter, String found) {
    put("/app/a", "1", ",'Tags':[{'Key':'team','Value':'one'}]");
    ssm("PutParameter", "{'Name':'/app/b','Value':'1,2','Type':'StringList'}");
    ssm("PutParameter", "{'Name':'/app/c/d','Value':'s','Type':'SecureString'}");
    put("plain", "1", "");
    assertThat(
            names(ssm("DescribeParameters", "{'ParameterFilters':[{" + filter + "}]}")).toString())
        .isEqualTo(found);
  }

  @Test
  void everyFilterMustHold() {
    put("/app/a", "1", ",'Tags':[{'Key':'team','Value':'one'}]");
    put("/app/b", "1", "");
    put("/web/a", "1", ",'Tags':[{'Key':'team','Value':'one'}]");
    assertThat(
            names(
                ssm(
                    "DescribeParameters",
                    "{'ParameterFilters':[{'Key':'tag:team','Values':['one']},"
                        + "{'Key':'Path','Values':['/app']}]}")))
        .containsExactly("/app/a");
  }

  @Test
  void theOlderFiltersFindWholeValues() {
    put("/app/a", "1", "");
    put("/app/ab", "1", "");
    assertThat(names(ssm("DescribeParameters", "{'Filters':[{'Key':'Name','Values':['/app/a']}]}")))
        .containsExactly("/app/a");
  }

  @Test
  void aPathIsFilteredAndPaged() {
    put("/app/a", "1", "");
    ssm("PutParameter", "{'Name':'/app/b','Value':'s','Type':'SecureString'}");
    ssm("PutParameter", "{'Name':'/app/c','Value':'s','Type':'SecureString'}");
    ssm("LabelParameterVersion", "{'Name':'/app/c','Labels':['live']}");
    String filter = "{'Path':'/app','ParameterFilters':[{%s}]}";
    assertThat(
            names(
                ssm(
                    "GetParametersByPath",
                    filter.formatted("'Key':'Type','Values':['SecureString']"))))
        .containsExactly("/app/b", "/app/c");
    assertThat(
            names(ssm("GetParametersByPath", filter.formatted("'Key':'Label','Values':['live']"))))
        .containsExactly("/app/c");
    assertThat(refused("GetParametersByPath", "{'Path':'app'}")).isEqualTo("ValidationException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InvalidFilterKey 'Key':'Label','Values':['x']",
        "InvalidFilterOption 'Key':'Type','Option':'Contains','Values':['x']",
        "InvalidFilterOption 'Key':'Path','Option':'Equals','Values':['/x']",
        "InvalidFilterValue 'Key':'Path','Values':['x']",
        "InvalidFilterValue 'Key':'Name'"
      })
  void filtersThatThereAreNotAreRefused(String errorAndFilter) {
    String[] parts = errorAndFilter.split(" ", 2);
    assertThat(refused("DescribeParameters", "{'ParameterFilters':[{" + parts[1] + "}]}"))
        .isEqualTo(parts[0]);
  }

  @Test
  void aParameterIsNamedByItsArn() {
    put("/app/a", "1", "");
    put("plain", "2", "");
    String arn = ssm("GetParameter", "{'Name':'plain'}").text("Parameter", "ARN");
    assertThat(arn).isEqualTo("arn:aws:ssm:us-east-1:000000000000:parameter/plain");
    assertThat(value(arn)).isEqualTo("2");
    assertThat(value("arn:aws:ssm:us-east-1:000000000000:parameter/app/a:1")).isEqualTo("1");
  }
}
