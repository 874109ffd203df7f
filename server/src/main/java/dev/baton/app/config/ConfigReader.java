package dev.baton.app.config;

import dev.baton.format.document.Document;
import dev.baton.format.document.DocumentReader;
import dev.baton.format.document.Findings;
import dev.baton.format.document.NodeWriter;
import dev.baton.format.document.Parsed;
import dev.baton.model.document.Node;
import dev.baton.model.document.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts file, environment and flags together, and finds everything that is wrong with them. */
public final class ConfigReader {

  private static final String INVALID = "InvalidConfiguration";

  private final Findings findings = new Findings();
  private final Map<String, Value> values = new LinkedHashMap<>();

  /** A configuration and where each value comes from. */
  public record Effective(Config config, Map<String, Value> values) {

    /** What holds for a key. */
    public Value of(Setting setting) {
      return values.getOrDefault(setting.key(), Value.of(setting.standard(), "default"));
    }
  }

  /**
   * A file as it was read.
   *
   * @param name as the user gave it
   */
  public record File(String name, byte[] bytes) {}

  private ConfigReader() {}

  /**
   * Reads all three. Variables that no key has are somebody else's; an unknown key in a file is an
   * error.
   *
   * @param flags key to value, for the flags that were given
   */
  public static Parsed<Effective> read(
      Optional<File> file, Map<String, String> environment, Map<String, String> flags) {
    ConfigReader reader = new ConfigReader();
    file.ifPresent(reader::file);
    for (Setting setting : Settings.ALL) {
      String variable = environment.getOrDefault(setting.variable(), "");
      if (!variable.isEmpty()) {
        reader.values.put(setting.key(), Value.of(variable, setting.variable()));
      }
      String flag = flags.getOrDefault(setting.key(), "");
      if (!flag.isEmpty()) {
        reader.values.put(setting.key(), Value.of(flag, setting.flag()));
      }
    }
    return reader.judged();
  }

  private Parsed<Effective> judged() {
    values.forEach(
        (key, value) ->
            Settings.find(key)
                .flatMap(setting -> setting.wrong(value.text()))
                .ifPresent(wrong -> error(key, value, wrong)));
    boolean certificate = values.containsKey(Settings.TLS_CERTIFICATE.key());
    if (certificate != values.containsKey(Settings.TLS_KEY.key())) {
      Setting given = certificate ? Settings.TLS_CERTIFICATE : Settings.TLS_KEY;
      Setting missing = certificate ? Settings.TLS_KEY : Settings.TLS_CERTIFICATE;
      Value value = values.get(given.key());
      if (value != null) {
        error(given.key(), value, "is no good without " + missing.key());
      }
    }
    return findings.hasErrors()
        ? findings.reject()
        : findings.accept(new Effective(Config.of(values), Map.copyOf(values)));
  }

  private void error(String key, Value value, String wrong) {
    String by = value.place().equals(Place.NOWHERE) ? value.origin() : key;
    findings.error(INVALID, value.place(), by + ": " + wrong);
  }

  private void file(File file) {
    Parsed<Document> parsed = DocumentReader.read(file.name(), file.bytes());
    if (parsed instanceof Parsed.Rejected<Document> rejected) {
      findings.addAll(rejected.problems());
      return;
    }
    Node root = parsed.value().orElseThrow().root();
    if (root instanceof Node.ObjectNode object) {
      section("", object);
    } else {
      findings.error(
          INVALID, root.place(), "a configuration is an object of keys; this is " + root.kind());
    }
  }

  private void section(String prefix, Node.ObjectNode object) {
    for (Node.Member member : object.members()) {
      String key = prefix + member.name();
      Node value = member.value();
      if (Settings.find(key).isPresent()) {
        values.put(key, new Value(text(value), member.place().toString(), member.place()));
      } else if (value instanceof Node.ObjectNode section && isSection(key)) {
        section(key + ".", section);
      } else {
        findings.error(INVALID, member.place(), "unknown key " + key + "; there are " + keys());
      }
    }
  }

  private static boolean isSection(String key) {
    return Settings.ALL.stream().anyMatch(setting -> setting.key().startsWith(key + "."));
  }

  private static String text(Node value) {
    return value instanceof Node.Scalar scalar ? scalar.text() : NodeWriter.json(value);
  }

  private static String keys() {
    return Settings.ALL.stream().map(Setting::key).collect(Collectors.joining(", "));
  }
}
