package dev.baton.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton restore}. */
@Command(
    name = "restore",
    description = "Bring a saved data directory back, into one that is empty or not there yet.",
    footer = {
      "",
      "Every file's digest is checked before anything is put in place. What was unfinished when"
          + " the",
      "backup was made waits for 'baton resume' or 'baton server'.",
      "",
      "Examples:",
      "  baton restore baton-monday.tar.gz --key master.key --data /var/lib/baton",
      "  baton resume --data /var/lib/baton",
    })
final class RestoreCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "What 'baton backup' has written.")
  private String file = "";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The master key of the directory that was saved: its file master.key.")
  private @Nullable String key;

  RestoreCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    BackupReport.onThisMachine(session, "restore");
    Path data = session.dataDirectory();
    Backups backups = session.daemon().backups();
    Backups.Held held =
        backups.restore(session.path(file), data, Optional.ofNullable(key).map(session::path));
    BackupReport.print(session, "restore", Optional.of(data), held);
    if (key == null) {
      held.keyId()
          .ifPresent(
              id ->
                  session
                      .terminal()
                      .note(
                          "Parameters, secrets and access keys cannot be read yet: put the master"
                              + " key "
                              + id
                              + " at "
                              + backups.masterKey(data)
                              + "."));
    }
    return ExitCode.SUCCEEDED;
  }
}
