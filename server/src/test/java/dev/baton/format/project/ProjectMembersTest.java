package dev.baton.format.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.document.DocumentReader;
import dev.baton.format.document.Parsed;
import dev.baton.format.project.ProjectFileReader.Declared;
import dev.baton.model.build.Project;
import dev.baton.model.document.Problem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;

/** No member of CreateProject is silently ignored: it acts, or is spoken of, or is refused. */
class ProjectMembersTest {

  private static final String PLAIN =
      """
      name: demo
      serviceRole: arn:aws:iam::123456789012:role/demo
      source: {type: GITHUB, location: "https://github.com/example-org/demo.git"}
      artifacts: {type: S3, location: demo-artifacts, packaging: ZIP}
      environment: {type: LINUX_CONTAINER, image: "img:1", computeType: BUILD_GENERAL1_SMALL}
      """;

  /**
   * Member, how it is written, and what becomes of it: {@code acts TEXT} (the project holds the
   * text), {@code says TEXT} (a log line of the build does), {@code refuses TEXT}, {@code kept} (it
   * says nothing about how a build runs, and comes back as it was).
   */
  private static final String TABLE =
      """
      name | name: other | acts name=other
      description | description: words | kept
      serviceRole | serviceRole: role/x | acts serviceRole=Optional[role/x]
      sourceVersion | sourceVersion: v1 | acts version=Optional[v1]
      source.type | source: {type: GITLAB, location: "https://h/r.git"} | acts type=GITLAB
      source.location | source: {type: GITHUB, location: "https://h/r.git"} | acts location=https://h/r.git
      source.buildspec | source: {type: GITHUB, location: "https://h/r.git", buildspec: ci.yml} | acts buildspec=Optional[ci.yml]
      source.gitCloneDepth | source: {type: GITHUB, location: "https://h/r.git", gitCloneDepth: 3} | acts cloneDepth=3
      source.gitSubmodulesConfig.fetchSubmodules | source: {type: GITHUB, location: "https://h/r.git", gitSubmodulesConfig: {fetchSubmodules: true}} | acts submodules=true
      source.auth.type | source: {type: GITHUB, location: "https://h/r.git", auth: {type: OAUTH}} | says source.auth
      source.auth.resource | source: {type: GITHUB, location: "https://h/r.git", auth: {type: SECRETS_MANAGER, resource: arn}} | says source.auth
      source.insecureSsl | source: {type: GITHUB, location: "https://h/r.git", insecureSsl: true} | says source.insecureSsl
      source.reportBuildStatus | source: {type: GITHUB, location: "https://h/r.git", reportBuildStatus: true} | says source.reportBuildStatus
      source.buildStatusConfig.context | source: {type: GITHUB, location: "https://h/r.git", buildStatusConfig: {context: c}} | says source.buildStatusConfig
      source.buildStatusConfig.targetUrl | source: {type: GITHUB, location: "https://h/r.git", buildStatusConfig: {targetUrl: u}} | says source.buildStatusConfig
      source.sourceIdentifier | source: {type: GITHUB, location: "https://h/r.git", sourceIdentifier: x} | says source.sourceIdentifier
      secondarySources | secondarySources: [{type: S3, location: b/k.zip, sourceIdentifier: lib}] | acts identifier=lib, type=S3, location=b/k.zip
      secondarySourceVersions.sourceIdentifier | secondarySourceVersions: [{sourceIdentifier: x, sourceVersion: v}] | refuses secondary source identifier does not exist
      secondarySourceVersions.sourceVersion | {secondarySources: [{type: S3, location: b/k.zip, sourceIdentifier: lib}], secondarySourceVersions: [{sourceIdentifier: lib, sourceVersion: v9}]} | acts version=Optional[v9]
      artifacts.type | artifacts: {type: NO_ARTIFACTS} | acts type=NO_ARTIFACTS
      artifacts.location | artifacts: {type: S3, location: bkt, packaging: ZIP} | acts location=bkt
      artifacts.path | artifacts: {type: S3, location: bkt, packaging: ZIP, path: p/q} | acts path=p/q
      artifacts.namespaceType | artifacts: {type: S3, location: bkt, packaging: ZIP, namespaceType: BUILD_ID} | acts namespaceType=BUILD_ID
      artifacts.name | artifacts: {type: S3, location: bkt, packaging: ZIP, name: n} | acts name=Optional[n]
      artifacts.packaging | artifacts: {type: S3, location: bkt, packaging: NONE} | says artifacts.packaging NONE
      artifacts.overrideArtifactName | artifacts: {type: S3, location: bkt, packaging: ZIP, overrideArtifactName: true} | acts overrideName=true
      artifacts.encryptionDisabled | artifacts: {type: S3, location: bkt, packaging: ZIP, encryptionDisabled: false} | says artifacts.encryptionDisabled false
      artifacts.artifactIdentifier | artifacts: {type: S3, location: bkt, packaging: ZIP, artifactIdentifier: x} | says artifacts.artifactIdentifier
      artifacts.bucketOwnerAccess | artifacts: {type: S3, location: bkt, packaging: ZIP, bucketOwnerAccess: FULL} | says artifacts.bucketOwnerAccess
      secondaryArtifacts | secondaryArtifacts: [{type: S3, location: b2, packaging: ZIP, artifactIdentifier: web}] | acts identifier=web
      cache.type | cache: {type: S3, location: bkt/p} | acts CachePlace[type=S3
      cache.location | cache: {type: S3, location: bkt/p} | acts location=bkt/p/
      cache.modes | cache: {type: LOCAL, modes: [LOCAL_DOCKER_LAYER_CACHE]} | says cache mode LOCAL_DOCKER_LAYER_CACHE
      cache.cacheNamespace | cache: {type: S3, location: bkt/p, cacheNamespace: ns} | acts location=bkt/p/ns
      environment.type | environment: {type: ARM_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL} | says environment type ARM_CONTAINER
      environment.image | environment: {type: LINUX_CONTAINER, image: i2, computeType: BUILD_GENERAL1_SMALL} | says image i2
      environment.computeType | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_LARGE} | says compute type BUILD_GENERAL1_LARGE
      environment.computeConfiguration.vCpu | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, computeConfiguration: {vCpu: 2}} | says environment.computeConfiguration
      environment.computeConfiguration.memory | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, computeConfiguration: {memory: 2}} | says environment.computeConfiguration
      environment.computeConfiguration.disk | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, computeConfiguration: {disk: 2}} | says environment.computeConfiguration
      environment.computeConfiguration.machineType | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, computeConfiguration: {machineType: NVME}} | says environment.computeConfiguration
      environment.computeConfiguration.instanceType | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, computeConfiguration: {instanceType: t3}} | says environment.computeConfiguration
      environment.fleet.fleetArn | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, fleet: {fleetArn: a}} | says environment.fleet
      environment.environmentVariables.name | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, environmentVariables: [{name: A, value: b}]} | acts name=A, value=b
      environment.environmentVariables.value | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, environmentVariables: [{name: A, value: c}]} | acts value=c
      environment.environmentVariables.type | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, environmentVariables: [{name: A, value: c, type: SECRETS_MANAGER}]} | acts type=SECRETS_MANAGER
      environment.privilegedMode | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, privilegedMode: true} | says privilegedMode
      environment.certificate | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, certificate: c} | says environment.certificate
      environment.registryCredential.credential | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, registryCredential: {credential: c, credentialProvider: SECRETS_MANAGER}} | says environment.registryCredential
      environment.registryCredential.credentialProvider | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, registryCredential: {credential: c, credentialProvider: SECRETS_MANAGER}} | says environment.registryCredential
      environment.imagePullCredentialsType | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, imagePullCredentialsType: SERVICE_ROLE} | says environment.imagePullCredentialsType
      environment.dockerServer.computeType | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, dockerServer: {computeType: x}} | says environment.dockerServer
      environment.dockerServer.securityGroupIds | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, dockerServer: {securityGroupIds: [x]}} | says environment.dockerServer
      environment.dockerServer.status | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, dockerServer: {status: {status: x}}} | says environment.dockerServer
      environment.hostKernel | environment: {type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, hostKernel: x} | says environment.hostKernel
      timeoutInMinutes | timeoutInMinutes: 7 | acts timeoutMinutes=7
      queuedTimeoutInMinutes | queuedTimeoutInMinutes: 8 | acts queuedTimeoutMinutes=8
      encryptionKey | encryptionKey: alias/x | says encryptionKey
      tags.key | tags: [{key: team, value: x}] | acts team=x
      tags.value | tags: [{key: team, value: y}] | acts team=y
      vpcConfig.vpcId | vpcConfig: {vpcId: v} | says vpcConfig
      vpcConfig.subnets | vpcConfig: {subnets: [s]} | says vpcConfig
      vpcConfig.securityGroupIds | vpcConfig: {securityGroupIds: [g]} | says vpcConfig
      badgeEnabled | badgeEnabled: true | says badgeEnabled
      logsConfig.cloudWatchLogs.status | logsConfig: {cloudWatchLogs: {status: DISABLED}} | acts disabled=true
      logsConfig.cloudWatchLogs.groupName | logsConfig: {cloudWatchLogs: {status: ENABLED, groupName: g}} | acts group=g
      logsConfig.cloudWatchLogs.streamName | logsConfig: {cloudWatchLogs: {status: ENABLED, streamName: s}} | acts prefix=s
      logsConfig.s3Logs.status | logsConfig: {s3Logs: {status: ENABLED, location: b/l}} | says logsConfig.s3Logs
      logsConfig.s3Logs.location | logsConfig: {s3Logs: {status: ENABLED, location: b/l}} | says logsConfig.s3Logs
      logsConfig.s3Logs.encryptionDisabled | logsConfig: {s3Logs: {status: ENABLED, location: b/l, encryptionDisabled: true}} | says logsConfig.s3Logs
      logsConfig.s3Logs.bucketOwnerAccess | logsConfig: {s3Logs: {status: ENABLED, location: b/l, bucketOwnerAccess: FULL}} | says logsConfig.s3Logs
      fileSystemLocations | fileSystemLocations: [{type: EFS, location: l, mountPoint: /m, identifier: i}] | says fileSystemLocations
      buildBatchConfig | buildBatchConfig: {serviceRole: r, combineArtifacts: true, timeoutInMins: 5} | says buildBatchConfig
      concurrentBuildLimit | concurrentBuildLimit: 3 | acts concurrentBuildLimit=Optional[3]
      autoRetryLimit | autoRetryLimit: 2 | acts autoRetryLimit=2
      """;

  /** Whose members are spoken of, or read as the primary ones are, as a whole. */
  private static final Set<String> WHOLE =
      Set.of(
          "secondarySources",
          "secondaryArtifacts",
          "fileSystemLocations",
          "buildBatchConfig",
          "environment.dockerServer.status");

  private record Row(String member, String written, String fate) {}

  static List<Row> rows() {
    return TABLE
        .lines()
        .map(line -> line.split(" \\| "))
        .map(columns -> new Row(columns[0].strip(), columns[1].strip(), columns[2].strip()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_member_acts_or_is_spoken_of_or_is_refused(Row row) {
    Parsed<Declared> parsed = read(row.written());
    String fate = row.fate();
    String text = fate.substring(fate.indexOf(' ') + 1);
    if (fate.startsWith("refuses ")) {
      assertThat(parsed.problems()).filteredOn(Problem::isError).asString().contains(text);
      return;
    }
    Project project = parsed.orRefuse().project();
    Project plain = read("").orRefuse().project();
    if (fate.startsWith("acts ")) {
      assertThat(project.toString()).contains(text);
      assertThat(plain.toString()).doesNotContain(text);
    } else if (fate.startsWith("says ")) {
      assertThat(project.notHonoured()).anyMatch(sentence -> sentence.contains(text));
      assertThat(plain.notHonoured()).noneMatch(sentence -> sentence.contains(text));
    } else {
      assertThat(parsed.orRefuse().document()).contains("\"" + row.member() + "\"");
    }
  }

  @Test
  void the_table_has_every_member_that_clients_can_send() {
    Set<String> members = new TreeSet<>();
    collect("", CreateProjectRequest.builder(), members);
    Set<String> table = new TreeSet<>(rows().stream().map(Row::member).toList());

    assertThat(table).containsAll(members);
  }

  private static void collect(String prefix, SdkPojo shape, Set<String> members) {
    for (SdkField<?> field : shape.sdkFields()) {
      String path = prefix + field.locationName();
      SdkField<?> inner =
          field.marshallingType() == MarshallingType.LIST
              ? field.getTrait(ListTrait.class).memberFieldInfo()
              : field;
      if (WHOLE.contains(path) || inner.marshallingType() != MarshallingType.SDK_POJO) {
        members.add(path);
      } else {
        collect(path + ".", inner.constructor().get(), members);
      }
    }
  }

  /** A row is one member, or several in braces, in place of the plain project's. */
  private static Parsed<Declared> read(String written) {
    String members = written.startsWith("{") ? inBraces(written) : written;
    StringBuilder text = new StringBuilder();
    for (String line : PLAIN.lines().toList()) {
      String name = line.substring(0, line.indexOf(':') + 1);
      if (!members.startsWith(name)) {
        text.append(line).append('\n');
      }
    }
    return DocumentReader.read("p.yml", text + members + "\n").then(ProjectFileReader::file);
  }

  private static String inBraces(String written) {
    String inner = written.substring(1, written.length() - 1);
    return inner.replace("], secondary", "]\nsecondary");
  }
}
