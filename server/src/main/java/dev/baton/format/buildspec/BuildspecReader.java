package dev.baton.format.buildspec;

import dev.baton.format.document.Document;
import dev.baton.format.document.Excerpt;
import dev.baton.format.document.Findings;
import dev.baton.format.document.Parsed;
import dev.baton.format.document.YamlReader;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.Buildspec.Proxy;
import dev.baton.model.document.Node;
import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A buildspec's text to {@link Buildspec}. Errors have the code {@code YAML_FILE_ERROR}, as the
 * phase context of CodeBuild has.
 */
public final class BuildspecReader {

  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}");

  private BuildspecReader() {}

  /** Reads UTF-8 bytes; {@code file} names them in problems. */
  public static Parsed<Buildspec> read(String file, byte[] bytes) {
    return read(YamlReader.read(file, bytes));
  }

  /** Reads decoded text. */
  public static Parsed<Buildspec> read(String file, String text) {
    return read(YamlReader.read(file, text));
  }

  /** Reads a tree. */
  public static Parsed<Buildspec> read(Node root) {
    Findings findings = new Findings();
    if (!(root instanceof Node.ObjectNode object)) {
      findings.error(
          Section.ERROR,
          root.place(),
          "Expected a buildspec (an object with `version` and `phases`), found " + root.kind());
      return findings.reject();
    }
    return findings.accept(buildspec(new Section("", object, findings)));
  }

  /** A text that cannot even be read fails with the same code as one that says something wrong. */
  private static Parsed<Buildspec> read(Parsed<Document> document) {
    if (document instanceof Parsed.Rejected<Document> rejected) {
      return new Parsed.Rejected<>(
          rejected.problems().stream().map(BuildspecReader::asYamlFileError).toList());
    }
    return document.then(d -> read(d.root()));
  }

  private static Problem asYamlFileError(Problem p) {
    return new Problem(
        Section.ERROR, p.kind(), p.severity(), p.message(), p.parameters(), p.place());
  }

  private static Buildspec buildspec(Section top) {
    String version = version(top);
    boolean legacy = version.equals("0.1");
    if (top.has("batch")) {
      top.error(
          top.place("batch"),
          "`batch` is not supported by Baton yet; remove it, or give each build a project of its"
              + " own");
    }
    Buildspec buildspec =
        new Buildspec(
            version,
            runAs(top),
            EnvSection.read(top, legacy),
            PhasesSection.read(top),
            ReportsSection.read(top),
            ArtifactsSection.read(top, legacy),
            CacheSection.read(top),
            proxy(top));
    top.warnOfUnknown();
    return buildspec;
  }

  private static String version(Section top) {
    Optional<String> written = top.text("version");
    if (written.isEmpty()) {
      Place place = top.has("version") ? top.place("version") : top.place();
      top.error(place, "The buildspec has no `version`; write version: 0.2");
      return "0.2";
    }
    for (String known : List.of("0.2", "0.1")) {
      if (isSameNumber(written.get(), known)) {
        return known;
      }
    }
    top.error(
        top.place("version"),
        "invalid buildspec `version` specified: "
            + Excerpt.of(written.get())
            + ", see documentation; 0.2 and 0.1 are the versions there are");
    return "0.2";
  }

  private static boolean isSameNumber(String written, String known) {
    if (written.length() > 20) {
      return false;
    }
    try {
      return new BigDecimal(written.strip()).compareTo(new BigDecimal(known)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * The {@code run-as} of the buildspec or of a phase: it becomes an argument of a program, so it
   * must look like a user.
   */
  static Optional<String> runAs(Section section) {
    Optional<String> user = section.text("run-as");
    if (user.isPresent() && !USER.matcher(user.get()).matches()) {
      section.error(
          section.place("run-as"),
          "'" + Excerpt.of(user.get()) + "' in `run-as` cannot be the name of a Linux user");
      return Optional.empty();
    }
    return user;
  }

  private static Proxy proxy(Section top) {
    Optional<Section> proxy = top.section("proxy", "PROXY");
    if (proxy.isEmpty()) {
      return new Proxy(false, false);
    }
    Proxy result =
        new Proxy(proxy.get().flag("upload-artifacts", false), proxy.get().flag("logs", false));
    proxy.get().warnOfUnknown();
    return result;
  }
}
