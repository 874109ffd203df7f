package dev.baton.api.aws.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/** A build sees the project with what its start overrides. */
final class StartOverridesTest {

  private static final String PROJECT =
      """
      {"name":"shop","rerun-interrupted":false,"sourceVersion":"main",
       "source":{"type":"GITHUB","location":"https://github.com/a/b","gitCloneDepth":1,
         "buildspec":"ci.yml"},
       "artifacts":{"type":"NO_ARTIFACTS"},
       "environment":{"type":"LINUX_CONTAINER","image":"i","computeType":"BUILD_GENERAL1_SMALL",
         "environmentVariables":[{"name":"A","value":"1"},{"name":"B","value":"1"}]}}
      """;

  private static Object over(String overrides) {
    StartBuildRequest request =
        new ShapeReader()
            .read(
                ("{\"projectName\":\"shop\"," + overrides.replace('\'', '"') + "}")
                    .getBytes(StandardCharsets.UTF_8),
                StartBuildRequest::builder);
    return tree(StartOverrides.over(PROJECT, request));
  }

  private static Object tree(String json) {
    Object tree = Json.tree(json.getBytes(StandardCharsets.UTF_8));
    return tree == null ? "" : tree;
  }

  private static Object at(Object tree, String path) {
    Object found = tree;
    for (String step : path.split("\\.", -1)) {
      found = found instanceof Map<?, ?> map && map.containsKey(step) ? map.get(step) : "";
    }
    return found == null ? "" : found;
  }

  /** A member that a later SDK adds is neither dropped nor forgotten: it turns this red. */
  @Test
  void everyMemberOfStartBuildIsActedOn() {
    Set<String> others = Set.of("projectName", "idempotencyToken", "debugSessionEnabled");
    assertThat(StartBuildRequest.builder().build().sdkFields())
        .extracting(SdkField::locationName)
        .allMatch(name -> others.contains(name) != StartOverrides.overriding().contains(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'sourceVersion':'next'|sourceVersion|next",
        "'sourceLocationOverride':'https://github.com/c/d'|source.location|https://github.com/c/d",
        "'sourceAuthOverride':{'type':'OAUTH'}|source.auth.type|OAUTH",
        "'gitCloneDepthOverride':5|source.gitCloneDepth|5",
        "'gitSubmodulesConfigOverride':{'fetchSubmodules':true}|source.gitSubmodulesConfig.fetchSubmodules|true",
        "'buildspecOverride':'other.yml'|source.buildspec|other.yml",
        "'insecureSslOverride':true|source.insecureSsl|true",
        "'reportBuildStatusOverride':true|source.reportBuildStatus|true",
        "'buildStatusConfigOverride':{'context':'c'}|source.buildStatusConfig.context|c",
        "'artifactsOverride':{'type':'S3','location':'b'}|artifacts.location|b",
        "'cacheOverride':{'type':'NO_CACHE'}|cache.type|NO_CACHE",
        "'serviceRoleOverride':'arn:x'|serviceRole|arn:x",
        "'timeoutInMinutesOverride':7|timeoutInMinutes|7",
        "'queuedTimeoutInMinutesOverride':8|queuedTimeoutInMinutes|8",
        "'encryptionKeyOverride':'k'|encryptionKey|k",
        "'autoRetryLimitOverride':2|autoRetryLimit|2",
        "'logsConfigOverride':{'s3Logs':{'status':'DISABLED'}}|logsConfig.s3Logs.status|DISABLED",
        "'environmentTypeOverride':'ARM_CONTAINER'|environment.type|ARM_CONTAINER",
        "'imageOverride':'j'|environment.image|j",
        "'computeTypeOverride':'BUILD_GENERAL1_LARGE'|environment.computeType|BUILD_GENERAL1_LARGE",
        "'certificateOverride':'b/c.pem'|environment.certificate|b/c.pem",
        "'privilegedModeOverride':true|environment.privilegedMode|true",
        "'registryCredentialOverride':{'credential':'s'}|environment.registryCredential.credential|s",
        "'imagePullCredentialsTypeOverride':'SERVICE_ROLE'|environment.imagePullCredentialsType|SERVICE_ROLE",
        "'fleetOverride':{'fleetArn':'f'}|environment.fleet.fleetArn|f"
      })
  void anOverrideStandsWhereTheProjectWouldSayIt(String override, String path, String value) {
    assertThat(at(over(override), path)).hasToString(value);
  }

  @Test
  void whatIsNotOverriddenStaysWithTheProjectsOwnMembers() {
    assertThat(StartOverrides.over(PROJECT, StartBuildRequest.builder().build()))
        .isEqualTo(PROJECT);
    Object overridden = over("'imageOverride':'j'");
    assertThat(at(overridden, "rerun-interrupted")).isEqualTo(false);
    assertThat(at(overridden, "source.buildspec")).isEqualTo("ci.yml");
  }

  @Test
  void variablesAreOverriddenByName() {
    Object overridden =
        over("'environmentVariablesOverride':[{'name':'B','value':'2'},{'name':'C','value':'2'}]");
    assertThat((List<?>) at(overridden, "environment.environmentVariables"))
        .extracting(Object::toString)
        .containsExactly("{name=A, value=1}", "{name=B, value=2}", "{name=C, value=2}");
  }

  @Test
  void anotherTypeOfSourceKeepsNothingThatOnlyARepositoryHas() {
    Object overridden = over("'sourceTypeOverride':'NO_SOURCE','buildspecOverride':'x: y'");
    assertThat(at(overridden, "source")).hasToString("{type=NO_SOURCE, buildspec=x: y}");
    assertThat(at(overridden, "sourceVersion")).isEqualTo("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'debugSessionEnabled':true",
        "'environmentVariablesOverride':[{'name':'CODEBUILD_X','value':'1'}]",
        "'environmentVariablesOverride':[{'name':'X','value':'1'},{'name':'X','value':'2'}]"
      })
  void whatNoBuildCanHaveIsRefused(String override) {
    assertThatExceptionOfType(AwsFault.class)
        .isThrownBy(() -> over(override))
        .matches(fault -> fault.type().equals("InvalidInputException"));
  }
}
