package dev.baton.format.buildspec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.document.Parsed;
import dev.baton.model.build.Buildspec;
import dev.baton.model.document.Problem;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildspecProblemsTest {

  private static final String HEAD = "version: 0.2\nphases: {build: {commands: [make]}}\n";

  @Test
  void aCommandWithAColonIsNamedAsCodeBuildNamesIt() {
    String text =
        """
        version: 0.2
        phases:
          build:
            commands:
              - echo one
              - echo two: three
        """;

    assertThat(problems(text))
        .isEqualTo(
            "6:9 Expected Commands[1] to be of string type: found subkeys instead at line 6, value"
                + " of the key tag on line 5 might be empty; a command that holds ': ' stands in"
                + " quotes or under '- |'");
  }

  @Test
  void everyErrorIsFoundAtOnceAndInOrder() {
    String text =
        """
        version: 1.0
        env:
          shell: cmd.exe
          variables:
            GOOD: 1
            bad-name: 2
        phases:
          biuld:
            commands: []
          build:
            commands: make
            on-failure: MAYBE
        batch: {}
        """;

    assertThat(problems(text))
        .isEqualTo(
            """
            1:1 invalid buildspec `version` specified: 1.0, see documentation; 0.2 and 0.1 are the versions there are
            3:3 The shell 'cmd.exe' of Windows builds is not supported by Baton; use bash or /bin/sh
            6:5 'bad-name' cannot be the name of a variable; use letters, digits and _, no digit first
            8:3 Invalid buildspec phase name: biuld. Expecting: build,install,post_build,pre_build
            11:15 Expected Commands to be a list of strings, found text; write each command after '- '
            12:5 Invalid on-failure 'MAYBE': expected ABORT, CONTINUE, RETRY, RETRY-count, RETRY-regex or RETRY-count-regex
            13:1 `batch` is not supported by Baton yet; remove it, or give each build a project of its own\
            """);
  }

  @Test
  void unknownKeysOnlyWarn() {
    Parsed<Buildspec> parsed =
        BuildspecReader.read(
            "buildspec.yml",
            """
            version: 0.2
            phases:
              build:
                env: x
                commands: [make]
            stages: []
            artifacts: {files: [a], zip: 1}
            """);

    assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
    assertThat(show(parsed))
        .isEqualTo(
            """
            4:5 Found possible syntax errors in buildspec: In the section BUILD The following keys cannot be identified: env
            6:1 Found possible syntax errors in buildspec: The following keys cannot be identified: stages
            7:25 Found possible syntax errors in buildspec: In the section ARTIFACTS The following keys cannot be identified: zip\
            """);
    assertThat(parsed.problems())
        .noneMatch(Problem::isError)
        .allMatch(p -> p.place().file().equals("buildspec.yml"));
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          phases: {build: {commands: [a]}} | 1:1 The buildspec has no `version`; write version: 0.2
          {version: 0.2}                   | 1:1 The buildspec has no `phases`; declare install, pre_build, build or post_build with their commands
          {version: [1], phases: {}}       | 1:11 Expected `version` to be text, found a list
          {version: 0.2, phases: []}       | 1:24 Expected `phases` to be an object (key: value), found a list
          [a]                              | 1:1 Expected a buildspec (an object with `version` and `phases`), found a list
          just text                        | 1:1 Expected a buildspec (an object with `version` and `phases`), found text
          version: 0.2: x                  | 1:13 Invalid YAML: mapping values are not allowed in this context; put text that holds ': ' in quotes, or mend the indentation
          """)
  void wrongShapes(String text, String problem) {
    assertThat(problems(text)).contains(problem);
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          env: {shell: powershell.exe}            | 3:7 The shell 'powershell.exe' of Windows builds is not supported by Baton; use bash or /bin/sh
          env: {shell: fish}                      | 3:7 Unknown shell 'fish'; use bash or /bin/sh
          env: {variables: {A: [1]}}              | 3:22 Expected `A` to be text, found a list
          env: {parameter-store: {A: }}           | 3:25 The variable 'A' in `parameter-store` names nothing to take its value from
          env: {exported-variables: A}            | 3:27 Expected `exported-variables` to be a list, found text
          env: {exported-variables: ["A;id"]}     | 3:7 'A;id' cannot be the name of a variable; use letters
          env: {git-credential-helper: maybe}     | 3:30 Expected `git-credential-helper` to be yes or no, found 'maybe'
          run-as: "-u root"                       | 3:1 '-u root' in `run-as` cannot be the name of a Linux user
          proxy: {logs: 3}                        | 3:15 Expected `logs` to be yes or no, found '3'
          reports: {r: {file-format: XML}}        | 3:11 The report group `r` has no `files`
          reports: {r: {files: [a], file-format: x}} | 3:27 Unknown file-format 'X'; use one of JUNITXML
          reports: {a: {files: [x]}, b: {files: [x]}, c: {files: [x]}, d: {files: [x]}, e: {files: [x]}, f: {files: [x]}} | 3:96 A buildspec has at most 5 report groups
          artifacts: {name: x}                    | 3:12 The artifacts have no `files`; '**/*' takes all of them
          artifacts: {files: "**/*"}              | 3:20 Expected `files` to be a list, found text; write each entry on a line of its own after '- '
          artifacts: {files: [a, ~]}              | 3:24 Expected `files`[1] to be text, found nothing
          artifacts: {secondary-artifacts: {a-b: {files: [x]}}} | 3:35 'a-b' cannot be an artifact identifier
          artifacts: {files: [a], discard-paths: 1} | 3:40 Expected `discard-paths` to be yes or no, found '1'
          cache: {fallback-keys: [a, b, c, d, e, f]} | 3:9 A cache has at most 5 fallback-keys, not 6
          cache: {action: keep}                   | 3:9 The cache's action is restore or save, not 'keep'
          """)
  void wrongValues(String section, String problem) {
    assertThat(problems(HEAD + section)).startsWith(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"~", "[a]", "{a: b}"})
  void wrongCommands(String item) {
    assertThat(problems("version: 0.2\nphases: {build: {commands: [make, " + item + "]}}"))
        .startsWith("2:35 Expected Commands[1] to be of string type: found ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RETRY-101", "RETRY-", "RETRY-(", "RETRY-3-[", "abort", "STOP"})
  void wrongOnFailure(String value) {
    assertThat(
            problems(
                "version: 0.2\nphases: {build: {on-failure: '" + value + "', commands: [make]}}"))
        .startsWith("2:18 Invalid on-failure '" + value + "': ");
  }

  @Test
  void everyErrorHasTheCodeOfCodeBuildsPhaseContext() {
    assertThat(BuildspecReader.read("b", "a: [").problems())
        .extracting(Problem::code)
        .containsOnly("YAML_FILE_ERROR");
    assertThat(BuildspecReader.read("b", "a: 1").problems())
        .filteredOn(Problem::isError)
        .extracting(Problem::code)
        .containsOnly("YAML_FILE_ERROR");
  }

  private static String problems(String text) {
    Parsed<Buildspec> parsed = BuildspecReader.read("buildspec.yml", text);
    assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
    return show(parsed);
  }

  private static String show(Parsed<Buildspec> parsed) {
    return parsed.problems().stream()
        .map(p -> p.place().line() + ":" + p.place().column() + " " + p.message())
        .collect(Collectors.joining("\n"));
  }
}
