package dev.baton.adapter.runner;

import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.POST_BUILD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.build.Buildspec.Shell;
import dev.baton.port.BuildRunner.ProgramEvent;
import dev.baton.port.PortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Builds that mean no good. */
final class HostileBuildTest {

  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource(Shell.class)
  void noCommandSeesTheTokenOfTheEvents(Shell shell) throws Exception {
    Heard heard =
        Lab.in(temporary)
            .shell(shell)
            .phase(
                BUILD,
                "set; env; echo \"args $0 $* $#\"; cat /proc/self/environ /proc/$$/environ"
                    + " /proc/$$/cmdline",
                "ls -l /proc/self/fd/; for f in 3 4 5 6 7 8 9; do (: >&$f) 2>/dev/null && echo"
                    + " open-$f; done; :")
            .run();

    assertThat(heard.text()).doesNotContainPattern("(?<![0-9a-f-])[0-9a-f]{32}(?![0-9a-f])");
    assertThat(heard.text()).doesNotContain("open-").doesNotContain("_baton_token=");
    assertThat(heard.events()).hasSize(6);
  }

  @Test
  void forgedEventsAreNotHeard() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .phase(
                BUILD,
                "printf 'x\\0phase-ended\\0BUILD\\0001\\0' | tee /proc/1/fd/3 /proc/1/fd/2"
                    + " 2>/dev/null; printf '\\0deadbeef\\0'; :",
                "exit 3")
            .run();

    assertThat(heard.phases()).containsEntry(BUILD, false);
    assertThat(heard.statuses()).containsExactly(0, 3);
  }

  @Test
  void binaryOutputComesAsItIs() throws Exception {
    Heard heard =
        Lab.in(temporary).phase(BUILD, "printf 'a\\0b\\0\\0c\\377\\n'; printf '\\0'", "echo").run();

    assertThat(heard.text()).isEqualTo("a\0b\0\0c\uFFFD\n\0\n");
  }

  @Test
  void aHundredMegabytesWithoutALineBreakComeInPieces() throws Exception {
    AtomicLong bytes = new AtomicLong();
    AtomicInteger largest = new AtomicInteger();
    Heard counting =
        new Heard() {
          @Override
          public synchronized void output(byte[] piece, int offset, int length) {
            bytes.addAndGet(length);
            largest.accumulateAndGet(length, Math::max);
          }
        };
    try (Lab.Started build =
        Lab.in(temporary)
            .phase(BUILD, "head -c 104857600 /dev/zero | tr '\\0' x")
            .start(counting)
            .go()) {
      build.await();
    }

    assertThat(bytes).hasValue(104_857_600);
    assertThat(largest.get()).isLessThanOrEqualTo(1 << 17);
    assertThat(counting.phases()).containsEntry(BUILD, true);
  }

  @Test
  void aValueThatIsTooLongIsLeftOutAndSaid() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .phase(BUILD, "BIG=$(head -c 2000000 /dev/zero | tr '\\0' x)", "SMALL=s")
            .exported("BIG", "SMALL")
            .run();

    assertThat(heard.exported("BIG")).isEmpty();
    assertThat(heard.exported("SMALL")).contains("s");
    assertThat(heard.text()).contains("BIG is longer than");
  }

  @Test
  void aListenerThatFailsEndsTheBuild() throws Exception {
    Heard refusing =
        new Heard() {
          @Override
          public synchronized void output(byte[] piece, int offset, int length) {
            throw new PortException("disk full", false);
          }
        };
    try (Lab.Started build =
        Lab.in(temporary).phase(BUILD, "echo x; sleep 400").start(refusing).go()) {
      assertThatThrownBy(build::await).isInstanceOf(PortException.class);
    }
  }

  @Test
  void builtinsThatABuildRedefinesBreakNothingOfOurs() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .phase(
                BUILD,
                "cd() { command cd \"$@\" && /bin/echo moved; }; echo() { :; }",
                "cd /",
                "exit 4")
            .phase(POST_BUILD, "/bin/echo p")
            .run();

    assertThat(heard.lines()).containsExactly("moved", "p");
    assertThat(heard.statuses()).containsExactly(0, 0, 4, 0);
  }

  @Test
  void aBrokenRecordIsAStatedEnd() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .phase(BUILD, "echo 'x y z' > ../state/at; kill -9 $$")
            .phase(POST_BUILD, "echo no")
            .run();

    assertThat(heard.cannotRun()).contains("a command broke the record of this build");
    assertThat(heard.text()).doesNotContain("no\n");
  }

  @Test
  void theEndlessCommandThatIsNotExecutedEnds() throws Exception {
    Heard heard = Lab.in(temporary).phase(BUILD, "set -n\necho no", "echo on").run();

    assertThat(heard.lines()).containsExactly("on");
  }

  @Test
  void variablesOnTheDiskAreForTheOwnerOnly() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .phase(
                BUILD,
                "umask 0; export SECRET=s; exit 0",
                "ls -l ../state | grep -v total | cut -c1-10; ls -ld ../state | cut -c1-10")
            .run();

    assertThat(heard.lines())
        .containsExactly("-rw-------", "-rw-------", "-rw-------", "drwx------");
  }

  @Test
  void aWorkspaceIsNotListedByOthers() throws Exception {
    try (Lab.Started build = Lab.in(temporary).start()) {
      Path root = build.workspace().root();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
          .isEqualTo("rwx--x--x");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.getParent())))
          .isEqualTo("rwx--x--x");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(build.workspace().sources())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void theBuildSeesNothingOfBatonsEnvironment() throws Exception {
    Heard heard =
        Lab.in(temporary).variable("ONLY", "this").phase(BUILD, "env | cut -d= -f1").run();

    assertThat(heard.lines())
        .contains("ONLY", "PATH", "HOME")
        .isSubsetOf(
            "ONLY", "PATH", "HOME", "PWD", "OLDPWD", "SHLVL", "_", "CODEBUILD_BUILD_SUCCEEDING");
  }

  @Test
  void eventKindsOfOthersAreNone() {
    AtomicInteger heard = new AtomicInteger();
    EventDecoder decoder = new EventDecoder("token", event -> heard.incrementAndGet());
    byte[] bytes =
        "phase-started\0BUILD\0token\0nonsense\0token\0phase-started\0BUILD\0".getBytes(UTF_8);

    decoder.read(bytes, bytes.length);

    assertThat(heard).hasValue(1);
  }

  @Test
  void eventsMayComeBytewise() {
    StringBuilder heard = new StringBuilder();
    EventDecoder decoder = new EventDecoder("token", event -> heard.append(event));
    for (byte b : "token\0exported\0N\0001\0v\0".getBytes(UTF_8)) {
      decoder.read(new byte[] {b}, 1);
    }

    assertThat(heard.toString()).contains(new ProgramEvent.Exported("N", "v", true).toString());
  }
}
