package dev.baton.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** The first page of the help: commands by group, examples, exit codes. */
final class Help {

  private static final String HEAD =
      """
      Baton: CodePipeline and CodeBuild on your own machine.

      Usage: baton [OPTIONS] COMMAND [...]
      """;

  private static final String TAIL =
      """

      Options, before the command and after it:
        --data DIR             The data directory (BATON_DATA; default ~/.local/share/baton)
        --server URL           Talk to a server (BATON_SERVER); not there yet
        --output text|json     json: one document, in the shapes of the aws CLI
        --color auto|always|never   NO_COLOR is respected
        -q, --quiet; -v, --verbose; -h, --help; -V, --version

      Examples:
        baton demo                                   the tour
        baton run                                    the pipeline of this repository, as it stands
        baton run pipeline.json --source Source=. --approve all
        baton build --env STAGE=dev --artifacts out  this directory's buildspec.yml
        baton show @                                 the newest execution or build
        baton logs -f @                              its log, as it grows
        baton approve @ Approve/Release -m "looks good"
        baton run --output json | jq -r .pipelineExecution.status

      Exit codes:
        0 succeeded     1 failed        2 usage, invalid definition or refused request
        3 stopped, superseded or cancelled    4 waits for a person    130 interrupted

      baton COMMAND --help says more. source <(baton completion bash) completes names.
      """;

  private Help() {}

  static String text(Terminal terminal) {
    Map<String, StringBuilder> groups = new LinkedHashMap<>();
    for (CommandTable.Row row : CommandTable.ROWS) {
      groups
          .computeIfAbsent(row.group(), _ -> new StringBuilder())
          .append("  %-13s %s%n".formatted(row.name(), row.summary()));
    }
    StringBuilder page = new StringBuilder(HEAD);
    groups.forEach(
        (group, rows) -> page.append("\n").append(terminal.bold(group)).append(":\n").append(rows));
    return page.append(TAIL).toString();
  }
}
