package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Buildspecs that people have, unmodified. The cloud's tools are stand-ins that note how they were
 * called.
 */
@Execution(ExecutionMode.CONCURRENT)
class FixtureBuildsTest {

  private World world;

  @BeforeEach
  void make() throws IOException {
    world = World.make();
    world.tool("aws", AWS);
    for (String tool : new String[] {"docker", "kubectl", "helm", "mvn"}) {
      world.tool(tool, "cat > /dev/null");
    }
    world.tool("yq", ":");
  }

  @AfterEach
  void close() throws IOException {
    assertThat(world.strays()).as("processes left").isEmpty();
    world.close();
  }

  @Test
  void eks_cicd_app_builds_pushes_and_rolls_out() throws Exception {
    world.write("repo/buildspec.yml", fixture("eks-cicd-app/buildspec.yml"));
    world.write("repo/k8s-deployment.yaml", "image: IMAGE_URI\n");
    world.commit("first");

    World.Ran ran =
        world.baton(
            "build",
            "--env",
            "AWS_ACCOUNT_ID=123456789012",
            "--env",
            "EKS_CLUSTER_NAME=demo",
            "--artifacts",
            world.path("out").toString());

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(world.calls())
        .anyMatch(call -> call.startsWith("docker build -t 123456789012.dkr.ecr."))
        .contains(
            "kubectl apply -f k8s-deployment.yaml",
            "kubectl rollout status deployment/eks-cicd-app");
    assertThat(Files.readString(world.path("out/k8s-deployment.yaml")))
        .startsWith("image: 123456789012.dkr.ecr.")
        .endsWith("/eks-cicd-app:latest\n");
  }

  @Test
  void eks_cicd_app_deploys_nothing_after_a_failed_build() throws Exception {
    world.write("repo/buildspec.yml", fixture("eks-cicd-app/buildspec.yml"));
    world.write("repo/k8s-deployment.yaml", "image: IMAGE_URI\n");
    world.tool("docker", "case $1 in build) exit 3 ;; esac");
    world.commit("first");

    World.Ran ran = world.baton("build", "--env", "AWS_ACCOUNT_ID=123456789012");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(world.calls()).noneMatch(call -> call.startsWith("kubectl apply"));
  }

  @Test
  void erp_builds_every_service_on_its_first_run_and_passes_the_scan_gate() throws Exception {
    erp();

    World.Ran ran = world.baton("build");

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out())
        .contains("First run: building all services")
        .contains("WARNING: HIGH vulnerabilities found");
    assertThat(world.calls().stream().filter(call -> call.startsWith("docker push")).count())
        .isEqualTo(8);
    assertThat(world.calls())
        .anyMatch(call -> call.startsWith("helm upgrade --install erp-microservices"));
  }

  @Test
  void erp_builds_only_the_service_that_a_commit_changed() throws Exception {
    erp();
    world.write("repo/backend/notification-service/App.java", "class App {}\n");
    world.commit("second");

    World.Ran ran = world.baton("build");

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains("Changed services:  notification-service");
    assertThat(world.calls().stream().filter(call -> call.startsWith("docker push")).count())
        .isEqualTo(2);
  }

  @Test
  void erp_stops_at_a_critical_finding() throws Exception {
    erp();
    world.tool("aws", AWS.replace("*CRITICAL*) echo None", "*CRITICAL*) echo 2"));

    World.Ran ran = world.baton("build");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("CRITICAL vulnerabilities found in employee-service: 2");
    assertThat(world.calls()).noneMatch(call -> call.startsWith("helm upgrade"));
  }

  @Test
  void a_parameter_that_is_not_there_is_named_before_anything_runs() throws Exception {
    world.write("repo/buildspec.yml", fixture("erp/buildspec.yml"));
    world.commit("first");

    World.Ran ran = world.baton("build");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out() + ran.err()).contains("/erp/dev/account-id");
    assertThat(world.calls()).isEmpty();
  }

  private void erp() throws IOException, InterruptedException {
    world.write("repo/buildspec.yml", fixture("erp/buildspec.yml"));
    world.write("repo/helm/erp-microservices/values-dev.yaml", "services: {}\n");
    world.write("repo/helm/erp-microservices/Chart.yaml", "version: 1.0.0\n");
    world.commit("first");
    parameter("/erp/dev/account-id", "123456789012");
    parameter("/erp/dev/ecr/repository", "123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/erp");
    parameter("/erp/dev/eks/cluster-name", "erp-dev");
    parameter("/erp/dev/helm/version", "1.2.3");
    parameter("/erp/dev/k8s/namespace", "erp-dev");
    parameter("/erp/dev/lambda/function-name", "erp-dev-employee-service");
  }

  private void parameter(String name, String value) throws IOException, InterruptedException {
    World.Ran ran = world.batonReading(value + "\n", "params", "set", name);
    assertThat(ran.exit()).as(ran.err()).isZero();
  }

  private static String fixture(String name) throws IOException {
    try (InputStream in = FixtureBuildsTest.class.getResourceAsStream("/fixtures/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Scans are complete and found something high, nothing critical. */
  private static final String AWS =
      """
      case "$*" in
        *imageScanStatus*) echo COMPLETE ;;
        *CRITICAL*) echo None ;;
        *HIGH*) echo 3 ;;
        *MEDIUM*) echo 2 ;;
        *get-login-password*) echo token ;;
      esac\
      """;
}
