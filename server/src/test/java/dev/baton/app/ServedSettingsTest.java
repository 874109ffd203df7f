package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations of Parameter Store and Secrets Manager, and what they bring about. */
final class ServedSettingsTest {

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

  private Served.Answer secrets(String operation, String request) {
    return served.ask("secretsmanager." + operation, request);
  }

  @Test
  void aParameterIsKeptInVersions() {
    ssm("PutParameter", "{'Name':'/a/b','Value':'one','Type':'SecureString'}");
    assertThat(
            ssm("PutParameter", "{'Name':'/a/b','Value':'two','Overwrite':true}").text("Version"))
        .isEqualTo("2");
    assertThat(
            ssm("GetParameter", "{'Name':'/a/b','WithDecryption':true}").text("Parameter", "Value"))
        .isEqualTo("two");
    Served.Answer some = ssm("GetParameters", "{'Names':['/a/b','/c'],'WithDecryption':true}");
    assertThat(some.text("Parameters", 0, "Value")).isEqualTo("two");
    assertThat(some.text("InvalidParameters", 0)).isEqualTo("/c");
    ssm("DeleteParameter", "{'Name':'/a/b'}");
    assertThat(served.refused("AmazonSSM.GetParameter", "{'Name':'/a/b'}"))
        .isEqualTo("ParameterNotFound");
  }

  @Test
  void parametersAreFoundByPath() {
    for (String name : new String[] {"/a/x", "/a/y", "/a/b/z", "/other"}) {
      ssm("PutParameter", "{'Name':'" + name + "','Value':'v','Type':'String'}");
    }
    assertThat(ssm("GetParametersByPath", "{'Path':'/a'}").list("Parameters")).hasSize(2);
    String page = "{'Path':'/a','Recursive':true,'MaxResults':2%s}";
    Served.Answer first = ssm("GetParametersByPath", page.formatted(""));
    assertThat(first.list("Parameters")).hasSize(2);
    assertThat(
            ssm(
                    "GetParametersByPath",
                    page.formatted(",'NextToken':'" + first.text("NextToken") + "'"))
                .list("Parameters"))
        .hasSize(1);
    assertThat(ssm("DescribeParameters", "{}").list("Parameters")).hasSize(4);
  }

  @Test
  void aSecretIsKeptInVersions() {
    String first = secrets("CreateSecret", "{'Name':'db','SecretString':'one'}").text("VersionId");
    secrets("PutSecretValue", "{'SecretId':'db','SecretString':'two'}");
    assertThat(secrets("GetSecretValue", "{'SecretId':'db'}").text("SecretString"))
        .isEqualTo("two");
    assertThat(
            secrets("GetSecretValue", "{'SecretId':'db','VersionId':'" + first + "'}")
                .text("SecretString"))
        .isEqualTo("one");
    assertThat(secrets("DescribeSecret", "{'SecretId':'db'}").text("VersionIdsToStages", first))
        .isEqualTo("[AWSPREVIOUS]");
    assertThat(secrets("ListSecretVersionIds", "{'SecretId':'db'}").list("Versions")).hasSize(2);
    assertThat(secrets("ListSecrets", "{}").text("SecretList", 0, "Name")).isEqualTo("db");
    secrets("DeleteSecret", "{'SecretId':'db','ForceDeleteWithoutRecovery':true}");
    assertThat(served.refused("secretsmanager.GetSecretValue", "{'SecretId':'db'}"))
        .isEqualTo("ResourceNotFoundException");
  }
}
