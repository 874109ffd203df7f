package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets Manager: what its operations bring about, and what they refuse. */
final class ServedSecretsTest {

  private static final String FIRST = "11111111-1111-1111-1111-111111111111";
  private static final String SECOND = "22222222-2222-2222-2222-222222222222";

  @TempDir Path place;
  private final ManualClock clock = new ManualClock();
  private Served served;

  @BeforeEach
  void open() {
    served = new Served(place, clock);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private Served.Answer ask(String operation, String request) {
    return served.ask("secretsmanager." + operation, request);
  }

  private String refused(String operation, String request) {
    return served.refused("secretsmanager." + operation, request);
  }

  private String create(String name, String value, String more) {
    return ask("CreateSecret", "{'Name':'%s','SecretString':'%s'%s}".formatted(name, value, more))
        .text("ARN");
  }

  private String value(String id) {
    return ask("GetSecretValue", "{'SecretId':'" + id + "'}").text("SecretString");
  }

  private String stage(String stage) {
    return ask("GetSecretValue", "{'SecretId':'db','VersionStage':'" + stage + "'}")
        .text("SecretString");
  }

  private static List<String> names(Served.Answer answer) {
    return answer.list("SecretList").stream()
        .map(secret -> String.valueOf(((Map<?, ?>) secret).get("Name")))
        .toList();
  }

  @Test
  void aSecretIsFoundByNameAndByWholeAndPartOfItsArn() {
    String arn = create("app/db", "one", ",'Description':'the database','KmsKeyId':'alias/k'");
    assertThat(value("app/db")).isEqualTo("one");
    assertThat(value(arn)).isEqualTo("one");
    assertThat(value(arn.substring(0, arn.lastIndexOf('-')))).isEqualTo("one");
    Served.Answer described = ask("DescribeSecret", "{'SecretId':'app/db'}");
    assertThat(described.text("Description")).isEqualTo("the database");
    assertThat(described.text("KmsKeyId")).isEqualTo("alias/k");
    assertThat(refused("GetSecretValue", "{'SecretId':'app'}"))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void theSameRequestMakesOneSecret() {
    String token = ",'ClientRequestToken':'" + FIRST + "'";
    String arn = create("db", "one", token);
    assertThat(create("db", "one", token)).isEqualTo(arn);
    assertThat(refused("CreateSecret", "{'Name':'db','SecretString':'two'" + token + "}"))
        .isEqualTo("ResourceExistsException");
    assertThat(refused("CreateSecret", "{'Name':'db','SecretString':'one'}"))
        .isEqualTo("ResourceExistsException");
    assertThat(ask("ListSecretVersionIds", "{'SecretId':'db'}").list("Versions")).hasSize(1);
  }

  @Test
  void theSameRequestPutsOneVersion() {
    create("db", "one", "");
    String put = "{'SecretId':'db','SecretString':'%s','ClientRequestToken':'" + SECOND + "'}";
    ask("PutSecretValue", put.formatted("two"));
    ask("PutSecretValue", put.formatted("two"));
    assertThat(refused("PutSecretValue", put.formatted("three")))
        .isEqualTo("ResourceExistsException");
    assertThat(value("db")).isEqualTo("two");
    assertThat(stage("AWSPREVIOUS")).isEqualTo("one");
    assertThat(
            ask("ListSecretVersionIds", "{'SecretId':'db','IncludeDeprecated':true}")
                .list("Versions"))
        .hasSize(2);
  }

  @Test
  void bytesComeBackAsTheyWere() {
    ask("CreateSecret", "{'Name':'key','SecretBinary':'AAH/'}");
    Served.Answer answer = ask("GetSecretValue", "{'SecretId':'key'}");
    assertThat(answer.text("SecretBinary")).isEqualTo("AAH/");
    assertThat(answer.text("SecretString")).isEmpty();
    assertThat(
            refused(
                "PutSecretValue", "{'SecretId':'key','SecretBinary':'AA==','SecretString':'a'}"))
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void aSecretWithoutAValueHasNone() {
    ask("CreateSecret", "{'Name':'db'}");
    assertThat(refused("GetSecretValue", "{'SecretId':'db'}"))
        .isEqualTo("ResourceNotFoundException");
    ask("PutSecretValue", "{'SecretId':'db','SecretString':'one'}");
    assertThat(value("db")).isEqualTo("one");
  }

  @Test
  void aVersionIsPutUnderAStageOfItsOwnAndThenMadeCurrent() {
    create("db", "one", ",'ClientRequestToken':'" + FIRST + "'");
    ask(
        "PutSecretValue",
        "{'SecretId':'db','SecretString':'two','ClientRequestToken':'%s','VersionStages':['next']}"
            .formatted(SECOND));
    assertThat(value("db")).isEqualTo("one");
    assertThat(stage("next")).isEqualTo("two");
    String move = "{'SecretId':'db','VersionStage':'AWSCURRENT'%s}";
    assertThat(
            refused(
                "UpdateSecretVersionStage", move.formatted(",'MoveToVersionId':'" + SECOND + "'")))
        .isEqualTo("InvalidParameterException");
    ask(
        "UpdateSecretVersionStage",
        move.formatted(
            ",'MoveToVersionId':'" + SECOND + "','RemoveFromVersionId':'" + FIRST + "'"));
    assertThat(value("db")).isEqualTo("two");
    assertThat(stage("AWSPREVIOUS")).isEqualTo("one");
    assertThat(
            refused(
                "UpdateSecretVersionStage",
                move.formatted(",'RemoveFromVersionId':'" + SECOND + "'")))
        .isEqualTo("InvalidParameterException");
    ask(
        "UpdateSecretVersionStage",
        "{'SecretId':'db','VersionStage':'next','RemoveFromVersionId':'" + SECOND + "'}");
    assertThat(refused("GetSecretValue", "{'SecretId':'db','VersionStage':'next'}"))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void aVersionAndItsStageMustBelongTogether() {
    create("db", "one", ",'ClientRequestToken':'" + FIRST + "'");
    create("other", "one", "");
    ask("PutSecretValue", "{'SecretId':'db','SecretString':'two'}");
    String get = "{'SecretId':'db','VersionId':'" + FIRST + "','VersionStage':'%s'}";
    assertThat(ask("GetSecretValue", get.formatted("AWSPREVIOUS")).text("SecretString"))
        .isEqualTo("one");
    assertThat(refused("GetSecretValue", get.formatted("AWSCURRENT")))
        .isEqualTo("InvalidRequestException");
  }

  @Test
  void anUpdateChangesWhatItNames() {
    create("db", "one", ",'Description':'old'");
    ask("UpdateSecret", "{'SecretId':'db','Description':'new'}");
    assertThat(ask("DescribeSecret", "{'SecretId':'db'}").text("Description")).isEqualTo("new");
    assertThat(value("db")).isEqualTo("one");
    ask("UpdateSecret", "{'SecretId':'db','SecretString':'two'}");
    assertThat(value("db")).isEqualTo("two");
    assertThat(ask("DescribeSecret", "{'SecretId':'db'}").text("Description")).isEqualTo("new");
  }

  @Test
  void aDeletedSecretGivesNothingUntilItIsRestored() {
    create("db", "one", "");
    ask("DeleteSecret", "{'SecretId':'db','RecoveryWindowInDays':7}");
    for (String operation : List.of("GetSecretValue", "GetResourcePolicy")) {
      assertThat(refused(operation, "{'SecretId':'db'}")).isEqualTo("InvalidRequestException");
    }
    assertThat(refused("PutSecretValue", "{'SecretId':'db','SecretString':'x'}"))
        .isEqualTo("InvalidRequestException");
    assertThat(refused("CreateSecret", "{'Name':'db','SecretString':'x'}"))
        .isEqualTo("InvalidRequestException");
    assertThat(ask("DescribeSecret", "{'SecretId':'db'}").text("DeletedDate")).isNotEmpty();
    assertThat(names(ask("ListSecrets", "{}"))).isEmpty();
    assertThat(names(ask("ListSecrets", "{'IncludePlannedDeletion':true}"))).containsExactly("db");
    ask("RestoreSecret", "{'SecretId':'db'}");
    assertThat(value("db")).isEqualTo("one");
  }

  @Test
  void aDeletedSecretIsGoneWhenItsWindowIsOver() {
    create("db", "one", "");
    ask("DeleteSecret", "{'SecretId':'db'}");
    clock.advance(Duration.ofDays(29));
    assertThat(refused("GetSecretValue", "{'SecretId':'db'}")).isEqualTo("InvalidRequestException");
    clock.advance(Duration.ofDays(1));
    assertThat(refused("RestoreSecret", "{'SecretId':'db'}"))
        .isEqualTo("ResourceNotFoundException");
    assertThat(names(ask("ListSecrets", "{'IncludePlannedDeletion':true}"))).isEmpty();
    create("db", "two", "");
    assertThat(value("db")).isEqualTo("two");
    assertThat(ask("ListSecretVersionIds", "{'SecretId':'db'}").list("Versions")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'RecoveryWindowInDays':6",
        "'RecoveryWindowInDays':31",
        "'RecoveryWindowInDays':7,'ForceDeleteWithoutRecovery':true"
      })
  void aWindowThatThereIsNotIsRefused(String window) {
    create("db", "one", "");
    assertThat(refused("DeleteSecret", "{'SecretId':'db'," + window + "}"))
        .isEqualTo("InvalidParameterException");
    assertThat(value("db")).isEqualTo("one");
  }

  @Test
  void aDeletedSecretCanBeDeletedAtOnce() {
    create("db", "one", "");
    ask("DeleteSecret", "{'SecretId':'db'}");
    ask("DeleteSecret", "{'SecretId':'db','ForceDeleteWithoutRecovery':true}");
    create("db", "two", "");
    assertThat(value("db")).isEqualTo("two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'Key':'name','Values':['app/']|[app/a, app/b]",
        "'Key':'name','Values':['!app/']|[other]",
        "'Key':'description','Values':['THE']|[app/a]",
        "'Key':'tag-key','Values':['team']|[app/b]",
        "'Key':'tag-value','Values':['on']|[app/b]",
        "'Key':'all','Values':['queue','one']|[app/a, app/b]"
      })
  void secretsAreFoundByFilters(String filter, String found) {
    create("app/a", "1", ",'Description':'the Queue'");
    create("app/b", "1", ",'Tags':[{'Key':'team','Value':'one'}]");
    create("other", "1", "");
    assertThat(names(ask("ListSecrets", "{'Filters':[{" + filter + "}]}")).toString())
        .isEqualTo(found);
  }

  @Test
  void secretsAreSortedAndPaged() {
    for (String name : List.of("c", "a", "b")) {
      create(name, "1", "");
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(names(ask("ListSecrets", "{}"))).containsExactly("c", "a", "b");
    assertThat(names(ask("ListSecrets", "{'SortOrder':'desc'}"))).containsExactly("b", "a", "c");
    Served.Answer first = ask("ListSecrets", "{'MaxResults':2}");
    assertThat(names(first)).containsExactly("c", "a");
    assertThat(
            names(
                ask(
                    "ListSecrets",
                    "{'MaxResults':2,'NextToken':'" + first.text("NextToken") + "'}")))
        .containsExactly("b");
  }

  @Test
  void severalValuesAreReadAtOnce() {
    create("a", "1", "");
    create("b", "2", "");
    Served.Answer answer = ask("BatchGetSecretValue", "{'SecretIdList':['a','none','b']}");
    assertThat(answer.text("SecretValues", 1, "SecretString")).isEqualTo("2");
    assertThat(answer.text("Errors", 0, "ErrorCode")).isEqualTo("ResourceNotFoundException");
    Served.Answer filtered =
        ask(
            "BatchGetSecretValue",
            "{'Filters':[{'Key':'name','Values':['a','b']}],'MaxResults':1}");
    assertThat(filtered.list("SecretValues")).hasSize(1);
    assertThat(filtered.text("NextToken")).isNotEmpty();
    assertThat(refused("BatchGetSecretValue", "{}")).isEqualTo("InvalidParameterException");
  }

  @Test
  void tagsAreAddedAndTakenAway() {
    create("db", "1", ",'Tags':[{'Key':'a','Value':'1'}]");
    ask("TagResource", "{'SecretId':'db','Tags':[{'Key':'b','Value':'2'}]}");
    ask("UntagResource", "{'SecretId':'db','TagKeys':['a']}");
    assertThat(ask("DescribeSecret", "{'SecretId':'db'}").text("Tags"))
        .isEqualTo("[{Key=b, Value=2}]");
    assertThat(refused("TagResource", "{'SecretId':'db','Tags':[{'Key':'aws:x','Value':'2'}]}"))
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void aPolicyIsKeptUntilItIsDeleted() {
    create("db", "1", "");
    String policy =
        "{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"*\\\","
            + "\\\"Principal\\\":\\\"*\\\"}]}";
    String request = "{'SecretId':'db','ResourcePolicy':'" + policy + "'%s}";
    ask("PutResourcePolicy", request.formatted(""));
    assertThat(ask("GetResourcePolicy", "{'SecretId':'db'}").text("ResourcePolicy"))
        .isEqualTo(policy.replace("\\", ""));
    assertThat(refused("PutResourcePolicy", request.formatted(",'BlockPublicPolicy':true")))
        .isEqualTo("PublicPolicyException");
    assertThat(
            ask("ValidateResourcePolicy", request.formatted(""))
                .text("ValidationErrors", 0, "CheckName"))
        .isEqualTo("PUBLIC_POLICY");
    ask("DeleteResourcePolicy", "{'SecretId':'db'}");
    assertThat(ask("GetResourcePolicy", "{'SecretId':'db'}").text("ResourcePolicy")).isEmpty();
    assertThat(refused("PutResourcePolicy", "{'SecretId':'db','ResourcePolicy':'[1'}"))
        .isEqualTo("MalformedPolicyDocumentException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "|[ -~&&[^ ]]{32}",
        "'ExcludePunctuation':true,'ExcludeUppercase':true|[a-z0-9]{32}",
        "'ExcludeNumbers':true,'ExcludeLowercase':true,'ExcludePunctuation':true|[A-Z]{32}",
        "'ExcludePunctuation':true,'ExcludeCharacters':'abc0'|[A-Zd-z1-9]{32}",
        "'PasswordLength':4096,'IncludeSpace':true|.* .*"
      })
  void aPasswordHasWhatIsAskedFor(String request, String pattern) {
    String asked = request == null ? "" : request;
    assertThat(ask("GetRandomPassword", "{" + asked + "}").text("RandomPassword")).matches(pattern);
  }

  @Test
  void aPasswordHasOneOfEachType() {
    String password = ask("GetRandomPassword", "{'PasswordLength':4}").text("RandomPassword");
    assertThat(password)
        .hasSize(4)
        .containsPattern("[a-z]")
        .containsPattern("[A-Z]")
        .containsPattern("[0-9]")
        .containsPattern("[^A-Za-z0-9]");
    assertThat(ask("GetRandomPassword", "{}").text("RandomPassword"))
        .hasSize(32)
        .isNotEqualTo(ask("GetRandomPassword", "{}").text("RandomPassword"));
  }

  @Test
  void aPasswordOfNothingIsRefused() {
    assertThat(
            refused(
                "GetRandomPassword",
                "{'ExcludeNumbers':true,'ExcludeLowercase':true,'ExcludePunctuation':true,'ExcludeUppercase':true}"))
        .isEqualTo("InvalidParameterException");
    assertThat(refused("GetRandomPassword", "{'PasswordLength':2}"))
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void whatIsNotDoneHereIsRefusedByName() {
    create("db", "1", "");
    assertThat(refused("RotateSecret", "{'SecretId':'db'}")).isNotEmpty();
    assertThat(
            refused(
                "CreateSecret",
                "{'Name':'x','SecretString':'v','AddReplicaRegions':[{'Region':'eu-west-1'}]}"))
        .isEqualTo("InvalidParameterException");
    assertThat(names(ask("ListSecrets", "{}"))).containsExactly("db");
  }
}
