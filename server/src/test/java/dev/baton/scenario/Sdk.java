package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS's own clients at a server, and what became of their calls. */
final class Sdk implements AutoCloseable {

  static final String ACCOUNT = "000000000000";
  static final String ROLE = "arn:aws:iam::000000000000:role/r";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final String url;
  private final AwsCredentials credentials;

  final CodePipelineClient pipelines;
  final CodeBuildClient builds;

  private Sdk(String url, AwsCredentials credentials) {
    this.url = url;
    this.credentials = credentials;
    this.pipelines = at(CodePipelineClient.builder()).httpClient(http).build();
    this.builds = at(CodeBuildClient.builder()).httpClient(http).build();
  }

  static Sdk administrators(SdkServer.Place place) {
    return of(place, place.administrator());
  }

  static Sdk of(SdkServer.Place place, AwsCredentials credentials) {
    return new Sdk(place.url(), credentials);
  }

  CloudWatchLogsClient logs() {
    return at(CloudWatchLogsClient.builder()).httpClient(http).build();
  }

  SecretsManagerClient secrets() {
    return at(SecretsManagerClient.builder()).httpClient(http).build();
  }

  StsClient sts() {
    return at(StsClient.builder()).httpClient(http).build();
  }

  <B extends AwsClientBuilder<B, ?>> B at(B builder) {
    return builder
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(c -> c.addExecutionInterceptor(new Recorder()));
  }

  /** Asks until an answer is as it should be. */
  static <T> T until(Supplier<T> question, Predicate<T> right) {
    Instant end = Instant.now().plus(PATIENCE);
    T answer = question.get();
    while (!right.test(answer)) {
      assertThat(Instant.now()).as("%s", answer).isBefore(end);
      LockSupport.parkNanos(20_000_000);
      answer = question.get();
    }
    return answer;
  }

  void hasSeen(Collection<String> answers, Collection<String> refusals) {
    assertThat(answered).as("operations that succeeded").containsAll(answers);
    assertThat(refused).as("operations that were refused").containsAll(refusals);
  }

  private final class Recorder implements ExecutionInterceptor {

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      answered.add(operation(attributes));
    }

    @Override
    public void onExecutionFailure(
        Context.FailedExecution context, ExecutionAttributes attributes) {
      refused.add(operation(attributes));
    }

    private static String operation(ExecutionAttributes attributes) {
      return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
  }

  @Override
  public void close() {
    pipelines.close();
    builds.close();
    http.close();
  }
}
