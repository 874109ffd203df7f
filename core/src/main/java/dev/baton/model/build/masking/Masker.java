package dev.baton.model.build.masking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces secrets by {@value #MASK}, in every form of {@code SecretForms}. Immutable and safe for
 * concurrent use; a {@link MaskedStream} holds the state of one stream.
 */
public final class Masker {

  /** What stands in the place of a secret. */
  public static final String MASK = "***";

  /** Masks nothing. */
  public static final Masker NONE = new Masker(Set.of(), List.of());

  private final Automaton automaton;
  private final List<String> unmaskable;

  private Masker(Set<String> forms, List<String> unmaskable) {
    this.automaton =
        new Automaton(forms.stream().map(form -> form.getBytes(StandardCharsets.UTF_8)).toList());
    this.unmaskable = List.copyOf(unmaskable);
  }

  /**
   * @param secrets values by the name under which the build knows them; empty values hide nothing
   */
  public static Masker of(Map<String, String> secrets) {
    Set<String> forms = new LinkedHashSet<>();
    List<String> unmaskable = new ArrayList<>();
    secrets.forEach(
        (name, value) -> {
          if (value.length() < SecretForms.SHORTEST) {
            unmaskable.add(name);
          }
          forms.addAll(SecretForms.of(value));
        });
    return new Masker(forms, unmaskable);
  }

  /** The names of secrets that are too short to be masked, empty ones included. */
  public List<String> unmaskable() {
    return unmaskable;
  }

  /** Opens a stream; what may be shown goes to the sink, in order. */
  public MaskedStream stream(Sink sink) {
    return new MaskedStream(automaton, sink);
  }

  /** A whole text, masked. */
  public String mask(String text) {
    if (automaton.isEmpty() || text.isEmpty()) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    MaskedStream stream = stream(out::write);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.write(bytes, 0, bytes.length);
    stream.end();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Where masked bytes go. */
  @FunctionalInterface
  public interface Sink {
    void write(byte[] bytes, int offset, int length);
  }
}
