package dev.baton.adapter.runner;

import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.INSTALL;
import static dev.baton.model.build.PhaseType.POST_BUILD;
import static dev.baton.model.build.PhaseType.PRE_BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Buildspec.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command sees of the commands before it, and what it leaves to the next. */
final class ShellSemanticsTest {

  private static final String NASTY =
      "a 'single' \"double\" $HOME `date` \\ * ; & | > < # ! ~ {x} [y] é 한국어 🎉";

  @TempDir Path temporary;

  static Stream<Arguments> table() {
    return Stream.of(
            row("exports carry over", list("export A=one", "sh -c 'echo $A'"), list("one")),
            row("plain variables carry over", list("A='x  y'", "echo \"[$A]\""), list("[x  y]")),
            row("the directory carries over", list("mkdir d; cd d", "echo ${PWD##*/}"), list("d")),
            row("functions carry over", list("f() { echo in-$1; }", "f x"), list("in-x")),
            row("set -x ends with its command", list("set -x", "echo q"), list("q")),
            row(
                "set -u ends with its command",
                list("set -u", "echo [${NO_SUCH-}$NOT]"),
                list("[]")),
            row("set -f ends with its command", list("set -f", "touch a.z; echo *.z"), list("a.z")),
            row("exit 0 ends one command", list("exit 0", "echo on"), list("on")),
            row(
                "variables survive an exit",
                list("export A=1; B=2; exit 0", "echo $A$B"),
                list("12")),
            row(
                "the directory survives an exit",
                list("mkdir d; cd d; exit 0", "echo ${PWD##*/}"),
                list("d")),
            row(
                "variables survive exec",
                list("export A=1; B=2", "exec sleep 0", "echo $A$B"),
                list("12")),
            row(
                "unset survives an exit",
                list("unset HOME; exit 0", "echo [${HOME-gone}]"),
                list("[gone]")),
            row("readonly survives an exit", list("readonly R=1; exit 0", "echo $R"), list("1")),
            row("IFS may change", list("IFS=,", "exit 0", "x=a,b; set -- $x; echo $#"), list("2")),
            row("positional parameters are empty", list("echo [$#]"), list("[0]")),
            row("a comment is a command", list("# only", "echo on # tail"), list("on")),
            row(
                "heredocs work",
                list("N=5\ncat <<EOF\nv $N\nEOF\ncat <<'EOF'\nr $N\nEOF"),
                list("v 5", "r $N")),
            row("lines go on after a backslash", list("echo a \\\n  b"), list("a b")),
            row("a multi-line item is one script", list("false\necho on\ntrue"), list("on")),
            row(
                "standard input is empty",
                list("cat; echo after", "read x || echo eof", "wc -c"),
                list("after", "eof", "0")),
            row(
                "redirected output comes back",
                list("exec > o.txt; echo hidden", "echo shown"),
                list("shown")),
            row(
                "traps end with their command",
                list("A=1; trap 'echo bye' EXIT; echo hi", "echo next-$A"),
                list("hi", "bye", "next-1")),
            row(
                "a trap runs at an exit",
                list("trap 'echo bye' EXIT; exit 0", "echo next"),
                list("bye", "next")),
            row(
                "descriptors 3 and 4 are free",
                list("exec 3>three; echo x >&3", "cat three"),
                list("x")),
            row(
                "debug words are ignored",
                list("codebuild-breakpoint", "codebuild-resume; echo on"),
                list("on")),
            row("standard error is in the log", list("echo err >&2"), list("err")),
            row(
                "the last exit code is known",
                list("(exit 0)", "echo $CODEBUILD_LAST_EXIT"),
                list("0")),
            row("all is well at first", list("echo $CODEBUILD_BUILD_SUCCEEDING"), list("1")),
            row(
                "allexport ends with its command",
                list("set -a", "Q=1; env | grep -c ^Q= || :"),
                list("0")),
            row(
                "noclobber does not harm",
                list("set -C; exit 0", "echo x > f; echo y > f; cat f"),
                list("y")),
            row("break is harmless", list("break 2>/dev/null; echo on"), list("on")))
        .flatMap(row -> Arrays.stream(Shell.values()).map(shell -> with(shell, row)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("table")
  void carriesWhatItShould(Shell shell, String name, List<String> commands, List<String> lines)
      throws Exception {
    Heard heard =
        Lab.in(temporary).shell(shell).phase(BUILD, commands.toArray(String[]::new)).run();

    List<String> said = heard.lines().stream().filter(line -> !line.startsWith("+")).toList();
    assertThat(said).as(name).isEqualTo(lines);
    assertThat(heard.phases()).containsEntry(BUILD, true);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
            row("exit n", list("exit 3"), list("3")),
            row("a failing last line", list("true\n(exit 9)"), list("9")),
            row("errexit", list("set -e\nfalse\necho no"), list("1")),
            row(
                "errexit of an earlier command is gone",
                list("set -e", "false; true", "exit 4"),
                list("0", "0", "4")),
            row("unknown command", list("no-such-program-here"), list("127")),
            row("kill -9 of its shell", list("kill -9 $$"), list("137")),
            row("kill of its shell", list("kill $$; sleep 5"), list("143")),
            row("exec of what is not there", list("exec /no/such"), list("127")),
            row("exec that fails", list("exec sh -c 'exit 5'"), list("5")),
            row("the second of three", list("true", "exit 2", "echo no"), list("0", "2")),
            row("a trap and an exit", list("trap : EXIT; exit 8"), list("8")),
            row("errexit and a trap", list("trap : EXIT; set -e; false; true"), list("1")))
        .flatMap(row -> Arrays.stream(Shell.values()).map(shell -> with(shell, row)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("failures")
  void failsWithTheCommandsStatus(
      Shell shell, String name, List<String> commands, List<String> statuses) throws Exception {
    Heard heard =
        Lab.in(temporary)
            .shell(shell)
            .phase(BUILD, commands.toArray(String[]::new))
            .phase(POST_BUILD, "echo post-$CODEBUILD_BUILD_SUCCEEDING-$CODEBUILD_LAST_EXIT")
            .run();

    List<String> all = Stream.concat(statuses.stream(), Stream.of("0")).toList();
    assertThat(heard.statuses().stream().map(String::valueOf)).as(name).isEqualTo(all);
    assertThat(heard.phases()).containsEntry(BUILD, false).containsEntry(POST_BUILD, true);
    assertThat(heard.lines()).contains("post-0-" + statuses.getLast()).doesNotContain("no");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void aSyntaxErrorEndsItsOwnCommandOnly(Shell shell) throws Exception {
    Heard heard =
        Lab.in(temporary)
            .shell(shell)
            .phase(BUILD, "export A=kept", "if true; then echo 'open", "echo no")
            .phase(POST_BUILD, "echo $A-$CODEBUILD_BUILD_SUCCEEDING")
            .run();

    assertThat(heard.statuses().get(1)).isNotZero();
    assertThat(heard.lines()).contains("kept-0").doesNotContain("no");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void aMissingVariableUnderSetUFails(Shell shell) throws Exception {
    Heard heard =
        Lab.in(temporary).shell(shell).phase(BUILD, "set -u; echo ${NO_SUCH}", "echo no").run();

    assertThat(heard.phases()).containsEntry(BUILD, false);
    assertThat(heard.lines()).doesNotContain("no");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void valuesSurviveExactly(Shell shell) throws Exception {
    String value = NASTY + "\nsecond line\n\n  'third'\tx=y";
    Heard heard =
        Lab.in(temporary)
            .shell(shell)
            .sources(directory -> write(directory.resolve("in.txt"), value))
            .phase(BUILD, "export V=\"$(cat in.txt)\"", "exit 0", "W=$V")
            .phase(POST_BUILD, "sh -c 'printf %s \"$V\"'")
            .exported("V", "W", "NEVER", "not a name")
            .run();

    assertThat(heard.text()).isEqualTo(value);
    assertThat(heard.exported("V")).contains(value);
    assertThat(heard.exported("W")).contains(value);
    assertThat(heard.exported("NEVER")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void stateCarriesFromPhaseToPhase(Shell shell) throws Exception {
    Heard heard =
        Lab.in(temporary)
            .shell(shell)
            .phase(INSTALL, "export A=one", "mkdir -p d/e && cd d")
            .phase(PRE_BUILD, "echo \"$A ${PWD##*/}\"", "cd e")
            .phase(BUILD, "export A=$A-two; export B='x y'")
            .phase(POST_BUILD, "echo \"$A/$B ${PWD##*/}\"")
            .run();

    assertThat(heard.lines()).containsExactly("one d", "one-two/x y e");
  }

  @Test
  void arraysAndShoptInBash() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .shell(Shell.BASH)
            .phase(
                BUILD,
                "a=(1 'two words' 3); declare -A m=([k]=v); shopt -s nullglob extglob",
                "exit 0",
                "echo ${#a[@]} ${a[1]} ${m[k]}; shopt nullglob | cut -f2; echo *.none",
                "set -o pipefail; false | true")
            .run();

    assertThat(heard.lines()).containsExactly("3 two words v", "off", "*.none");
    assertThat(heard.statuses()).containsExactly(0, 0, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"declare D=1", "typeset D=1", "declare -x D=1", "readonly D=1"})
  void declarationsInBashAreNoFunctionsLocals(String declaration) throws Exception {
    Heard heard = Lab.in(temporary).shell(Shell.BASH).phase(BUILD, declaration, "echo $D").run();

    assertThat(heard.lines()).containsExactly("1");
  }

  @Test
  void shoptEndsWithItsCommandInTheSameShell() throws Exception {
    Heard heard =
        Lab.in(temporary).shell(Shell.BASH).phase(BUILD, "shopt -s nullglob", "echo *.none").run();

    assertThat(heard.lines()).containsExactly("*.none");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void sizesThatMatter(Shell shell) throws Exception {
    String large = "0123456789".repeat(20_480);
    Heard heard =
        Lab.in(temporary)
            .shell(shell)
            .phase(
                BUILD,
                "X='" + large + "'\necho ${#X}",
                "export BIG=$(head -c 100000 /dev/zero | tr '\\0' x)",
                "exit 0",
                "echo ${#BIG}")
            .run();

    assertThat(heard.lines()).containsExactly("204800", "100000");
  }

  @Test
  void fourHundredCommands() throws Exception {
    String[] commands = IntStream.range(0, 400).mapToObj(i -> "echo c" + i).toArray(String[]::new);

    Heard heard = Lab.in(temporary).phase(BUILD, commands).run();

    assertThat(heard.lines()).hasSize(400).endsWith("c399");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void freshShellsCarryNothing(Shell shell) throws Exception {
    Heard heard =
        Lab.in(temporary)
            .shell(shell)
            .fresh()
            .phase(
                BUILD,
                "export A=1; mkdir d; cd d; f() { :; }",
                "echo [$A] ${PWD##*/}",
                "exit 0",
                "exec echo replaced",
                "exit 3")
            .run();

    assertThat(heard.lines()).containsExactly("[] src", "replaced");
    assertThat(heard.statuses()).containsExactly(0, 0, 0, 0, 3);
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void expansionsAreTheShells(Shell shell) throws Exception {
    Heard heard =
        Lab.in(temporary)
            .shell(shell)
            .phase(BUILD, "export V=7; cd /")
            .expansion("plain", "it's \"plain\" * text")
            .expansion("variable", "app-$V \"quoted\" 'kept'")
            .expansion("command", "app-$(echo $((V + 1)))")
            .expansion("broken", "app-$(echo")
            .expansion("after", "${V}")
            .run();

    assertThat(heard.expanded("plain")).contains("it's \"plain\" * text");
    assertThat(heard.expanded("variable")).contains("app-7 \"quoted\" 'kept'");
    assertThat(heard.expanded("command")).contains("app-8");
    assertThat(heard.expanded("broken")).isEmpty();
    assertThat(heard.expanded("after")).contains("7");
  }

  private static Arguments row(String name, List<String> commands, List<String> expected) {
    return Arguments.of(name, commands, expected);
  }

  private static Arguments with(Shell shell, Arguments row) {
    return Arguments.of(shell, row.get()[0], row.get()[1], row.get()[2]);
  }

  private static List<String> list(String... texts) {
    return List.of(texts);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
