package dev.baton.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code baton completion}. */
@Command(
    name = "completion",
    description = "Print the completion script of a shell.",
    footer = {
      "",
      "Examples:",
      "  source <(baton completion bash)",
      "  autoload -U +X bashcompinit && bashcompinit; source <(baton completion zsh)",
    })
final class CompletionCommand implements Callable<Integer> {

  /** The script reads both: it looks for zsh by itself. */
  enum Shell {
    BASH,
    ZSH
  }

  private final Session session;

  @Parameters(paramLabel = "bash|zsh", arity = "0..1")
  private Shell shell = Shell.BASH;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (shell == Shell.ZSH) {
      session.terminal().line("autoload -U +X bashcompinit && bashcompinit");
    }
    session.terminal().out().print(AutoComplete.bash("baton", CommandLineFront.tree(session)));
    return ExitCode.SUCCEEDED;
  }
}
