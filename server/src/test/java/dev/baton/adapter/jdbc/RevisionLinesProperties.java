package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.format.stored.StoredJson;
import dev.baton.model.execution.ArtifactRevision;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Revisions in a list are the state's, whatever a commit message holds. */
final class RevisionLinesProperties {

  @Property
  void whatIsWrittenIsRead(@ForAll("revisions") List<ArtifactRevision> revisions) {
    assertThat(RevisionLines.read(RevisionLines.write(revisions))).isEqualTo(revisions);
  }

  @Example
  void somethingElseIsRefused() {
    assertThatThrownBy(() -> RevisionLines.read("one\ttwo"))
        .isInstanceOf(StoredJson.Unreadable.class)
        .hasMessageContaining("5 members, not 2");
  }

  @Provide
  Arbitrary<List<ArtifactRevision>> revisions() {
    Arbitrary<String> text =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("\\tnr\t\n\r a").ofMaxLength(8),
            Arbitraries.strings().ofMaxLength(8));
    return Combinators.combine(text, text, text, text, text)
        .as(ArtifactRevision::new)
        .list()
        .ofMaxSize(3);
  }
}
