package dev.baton.format.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RememberedTest {

  private final Remembered<Integer> remembered = new Remembered<>();
  private final List<String> read = new ArrayList<>();

  private int length(String text) {
    return remembered.of(
        text,
        () -> {
          read.add(text);
          return text.length();
        });
  }

  @Test
  void aTextIsReadOnce() {
    length("one");
    length(new String("one".toCharArray()));

    assertThat(read).containsExactly("one");
  }

  @Test
  void aTextThatCannotBeReadIsTriedAgain() {
    assertThatThrownBy(
            () ->
                remembered.of(
                    "bad",
                    () -> {
                      throw new StoredJson.Unreadable("no");
                    }))
        .isInstanceOf(StoredJson.Unreadable.class);

    assertThat(length("bad")).isEqualTo(3);
  }

  @Test
  void aLongTextIsNotKept() {
    String text = "x".repeat(100_000);
    length(text);
    length(text);

    assertThat(read).hasSize(2);
  }

  /** "Aa" and "BB" have one hash, and so have all texts that are made of them. */
  @Property
  void nobodyGetsTheMeaningOfAnotherText(@ForAll List<Boolean> choices) {
    String one = "";
    String other = "";
    for (boolean choice : choices) {
      one += choice ? "Aa" : "BB";
      other += choice ? "BB" : "Aa";
    }
    Remembered<String> texts = new Remembered<>();
    for (String text : List.of(one, other, one)) {
      assertThat(texts.of(text, () -> "meaning of " + text)).isEqualTo("meaning of " + text);
    }
  }
}
