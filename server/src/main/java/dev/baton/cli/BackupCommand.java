package dev.baton.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code baton backup}. */
@Command(
    name = "backup",
    description = "Save a data directory in one file, also while a server or a run works in it.",
    footer = {
      "",
      "Definitions, executions, builds, artifacts, logs, buckets, parameters, secrets and keys."
          + " The",
      "master key is not in it: secrets stay encrypted, and nobody reads them without that file.",
      "Keep a copy of it apart from the backups. Caches are left out, they fill again.",
      "",
      "Examples:",
      "  baton backup baton-monday.tar.gz",
      "  baton backup - | ssh backups 'cat > baton.tar.gz'",
    })
final class BackupCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "A new file, or - for stdout.")
  private String file = "";

  BackupCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    BackupReport.onThisMachine(session, "backup");
    Path data = session.dataDirectory();
    boolean stdout = file.equals("-");
    if (stdout && session.options().json()) {
      throw CommandFailure.refused(
          "--output json: stdout is the backup's already; name a file, or leave --output out");
    }
    if (stdout && session.terminal().live()) {
      throw CommandFailure.refused("stdout is a terminal; name a file, or send it somewhere");
    }
    Backups backups = session.daemon().backups();
    Backups.Held held =
        stdout
            ? backups.save(data, new Checked(session.terminal().out()))
            : backups.save(data, session.path(file));
    Optional<Path> saved = stdout ? Optional.empty() : Optional.of(session.path(file));
    BackupReport.print(session, "backup", saved, held);
    held.leftOut()
        .forEach(name -> session.terminal().note("Left out, no plain file: " + shown(name)));
    held.keyId()
        .ifPresent(
            id ->
                session
                    .terminal()
                    .note(
                        "The master key is NOT in the backup. Keep "
                            + backups.masterKey(data)
                            + " (key "
                            + id
                            + ") apart from it: without that file its secrets are lost."));
    return ExitCode.SUCCEEDED;
  }

  private static String shown(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  /** A terminal's stream keeps its faults to itself. */
  private static final class Checked extends FilterOutputStream {

    private final PrintStream print;

    Checked(PrintStream print) {
      super(print);
      this.print = print;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      print.write(bytes, offset, length);
      check();
    }

    @Override
    public void flush() throws IOException {
      print.flush();
      check();
    }

    private void check() throws IOException {
      if (print.checkError()) {
        throw new IOException("whoever reads stdout is gone, or its disk is full");
      }
    }
  }
}
