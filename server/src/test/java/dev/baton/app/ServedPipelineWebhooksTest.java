package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CodePipeline's webhooks, as what is kept of them. */
final class ServedPipelineWebhooksTest {

  private static final String TARGET = "CodePipeline_20150709.";
  private static final String SECRET = "correct-horse-battery";
  private static final String HMAC =
      "'authentication':'GITHUB_HMAC','authenticationConfiguration':{'SecretToken':'%s'}";
  private static final String REF = "[{'jsonPath':'$.ref','matchEquals':'refs/heads/main'}]";

  @TempDir Path place;
  private Served served;

  @BeforeEach
  void aPipeline() {
    served = new Served(place);
    ask("CreatePipeline", TargetPipeline.named("shop", ""));
  }

  @AfterEach
  void close() {
    served.close();
  }

  private Served.Answer ask(String operation, String request) {
    return served.ask(TARGET + operation, request);
  }

  private static String hook(String name, String target, String filters, String authentication) {
    return """
    {'webhook': {'name':'%s','targetPipeline':'%s','targetAction':'Object','filters':%s,%s}}
    """
        .formatted(name, target, filters, authentication);
  }

  private Served.Answer put(String name) {
    return ask("PutWebhook", hook(name, "shop", REF, HMAC.formatted(SECRET)));
  }

  private String refused(String filters, String authentication) {
    return served.refused(TARGET + "PutWebhook", hook("mine", "shop", filters, authentication));
  }

  private static String shownSecret(Served.Answer list) {
    return list.text("webhooks", 0, "definition", "authenticationConfiguration", "SecretToken");
  }

  @Test
  void aWebhookIsKeptWithoutItsSecret() throws IOException {
    String url = put("mine").text("webhook", "url");
    served.close();
    assertNowhere(SECRET);
    served = new Served(place);
    Served.Answer list = ask("ListWebhooks", "{}");
    assertThat(list.text("webhooks", 0, "arn")).isEqualTo(TargetPipeline.ARN + "webhook:mine");
    assertThat(list.text("webhooks", 0, "url")).isEqualTo(url).hasSizeGreaterThan(40);
    assertThat(list.text("webhooks", 0, "definition", "targetAction")).isEqualTo("Object");
    assertThat(shownSecret(list)).isEqualTo("****");
    ask("DeleteWebhook", "{'name':'mine'}");
    ask("DeleteWebhook", "{'name':'mine'}");
    assertThat(ask("ListWebhooks", "{}").list("webhooks")).isEmpty();
  }

  private void assertNowhere(String text) throws IOException {
    try (Stream<Path> files = Files.walk(served.data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(text)).as(file.toString()).isFalse();
      }
    }
  }

  @Test
  void aWebhookThatIsPutAgainKeepsItsUrlAndOneThatIsMadeAgainDoesNot() {
    String url = put("mine").text("webhook", "url");
    assertThat(put("mine").text("webhook", "url")).isEqualTo(url);
    ask("DeleteWebhook", "{'name':'mine'}");
    assertThat(put("mine").text("webhook", "url")).isNotEqualTo(url);
  }

  @Test
  void starsKeepTheSecretOfTheSameTargetOnly() {
    String stars = HMAC.formatted("****");
    assertThat(refused(REF, stars)).isEqualTo("InvalidWebhookAuthenticationParametersException");
    put("mine");
    ask("PutWebhook", hook("mine", "shop", "[{'jsonPath':'$.other'}]", stars));
    assertThat(ask("ListWebhooks", "{}").text("webhooks", 0, "definition", "filters"))
        .contains("$.other");
    ask("CreatePipeline", TargetPipeline.named("other", ""));
    assertThat(served.refused(TARGET + "PutWebhook", hook("mine", "other", REF, stars)))
        .isEqualTo("InvalidWebhookAuthenticationParametersException");
  }

  @Test
  void webhooksAreListedPageByPage() {
    for (String name : List.of("c", "a", "b")) {
      put(name);
    }
    Served.Answer first = ask("ListWebhooks", "{'MaxResults':2}");
    assertThat(first.list("webhooks")).hasSize(2);
    Served.Answer second =
        ask("ListWebhooks", "{'MaxResults':2,'NextToken':'" + first.text("NextToken") + "'}");
    assertThat(second.text("webhooks", 0, "definition", "name")).isEqualTo("c");
    assertThat(second.text("NextToken")).isEmpty();
  }

  @Test
  void aWebhookHasTags() {
    put("mine");
    String arn = "{'resourceArn':'" + TargetPipeline.ARN + "webhook:mine'%s}";
    ask("TagResource", arn.formatted(",'tags':[{'key':'a','value':'1'},{'key':'b','value':''}]"));
    ask("UntagResource", arn.formatted(",'tagKeys':['b']"));
    assertThat(ask("ListTagsForResource", arn.formatted("")).text("tags"))
        .isEqualTo("[{key=a, value=1}]");
    assertThat(ask("ListWebhooks", "{}").text("webhooks", 0, "tags"))
        .isEqualTo("[{key=a, value=1}]");
  }

  @Test
  void aRegistrationSaysThatNobodyWasCalled() {
    put("mine");
    ask("RegisterWebhookWithThirdParty", "{'webhookName':'mine'}");
    assertThat(ask("ListWebhooks", "{}").text("webhooks", 0, "errorMessage"))
        .contains("does not call");
    ask("DeregisterWebhookWithThirdParty", "{'webhookName':'mine'}");
    assertThat(ask("ListWebhooks", "{}").text("webhooks", 0, "errorMessage")).isEmpty();
    assertThat(served.refused(TARGET + "RegisterWebhookWithThirdParty", "{'webhookName':'none'}"))
        .isEqualTo("WebhookNotFoundException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "GITHUB_HMAC|",
        "GITHUB_HMAC|'AllowedIPRange':'10.0.0.0/8'",
        "GITHUB_HMAC|'AllowedIPRange':'10.0.0.0/8','SecretToken':'s'",
        "IP|'SecretToken':'s'",
        "IP|'AllowedIPRange':'10.0.0.0'",
        "IP|'AllowedIPRange':'10.0.0.0/33'",
        "IP|'AllowedIPRange':'10.0.256.0/8'",
        "UNAUTHENTICATED|'SecretToken':'s'"
      })
  void anAuthenticationWithTheWrongPropertyIsRefused(String type, String configuration) {
    String authentication =
        "'authentication':'%s','authenticationConfiguration':{%s}"
            .formatted(type, configuration == null ? "" : configuration);
    assertThat(refused(REF, authentication))
        .isEqualTo("InvalidWebhookAuthenticationParametersException");
    assertThat(ask("ListWebhooks", "{}").list("webhooks")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'jsonPath':'ref'}]",
        "[{'jsonPath':'$.a[?(@.b)]'}]",
        "[{'jsonPath':'$.a['}]",
        "[{'jsonPath':'$.ref','matchEquals':'refs/heads/{Branch}'}]"
      })
  void aFilterThatCannotMatchIsRefused(String filters) {
    assertThat(refused(filters, HMAC.formatted(SECRET)))
        .isEqualTo("InvalidWebhookFilterPatternException");
  }

  @Test
  void aFilterCanReferToTheActionsConfiguration() {
    String filters = "[{'jsonPath':'$.a[0].b[*]','matchEquals':'{S3Bucket}'}]";
    ask("PutWebhook", hook("mine", "shop", filters, HMAC.formatted(SECRET)));
    assertThat(ask("ListWebhooks", "{}").text("webhooks", 0, "definition", "filters"))
        .contains("{S3Bucket}");
  }

  @Test
  void aTargetThatIsNotThereIsRefused() {
    String secret = HMAC.formatted(SECRET);
    assertThat(served.refused(TARGET + "PutWebhook", hook("mine", "none", REF, secret)))
        .isEqualTo("PipelineNotFoundException");
    assertThat(
            served.refused(
                TARGET + "PutWebhook", hook("mine", "shop", REF, secret).replace("Object", "Ask")))
        .isEqualTo("ValidationException");
  }
}
