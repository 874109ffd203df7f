package dev.baton.engine.build;

import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CODEBUILD_CLONE_REF artifact: not the files but where to clone them, so that the build has the
 * repository's history. Stored as a few lines of text that no zip begins with.
 */
public record CloneReference(SourceContent.Git source) {

  private static final String HEADER = "baton clone reference 1";
  private static final int LONGEST = 16 * 1024;

  /** Stores the reference as a blob. */
  public BlobStore.Stored store(BlobStore blobs) throws IOException {
    try (BlobStore.Upload upload = blobs.upload()) {
      OutputStream out = upload.stream();
      String text =
          String.join(
              "\n",
              HEADER,
              source.location(),
              source.revision(),
              Boolean.toString(source.workingTree()),
              Integer.toString(source.depth()),
              "");
      out.write(text.getBytes(StandardCharsets.UTF_8));
      return upload.commit();
    }
  }

  /** Reads a blob as a reference; empty when it is something else. */
  public static Optional<CloneReference> read(BlobStore blobs, ArtifactCatalogue.Entry entry)
      throws IOException {
    if (entry.size() > LONGEST) {
      return Optional.empty();
    }
    try (InputStream in = blobs.open(entry.digest()).orElse(InputStream.nullInputStream())) {
      List<String> lines =
          new ArrayList<>(
              List.of(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).split("\n", -1)));
      if (lines.size() < 5 || !lines.getFirst().equals(HEADER)) {
        return Optional.empty();
      }
      return Optional.of(
          new CloneReference(
              new SourceContent.Git(
                  lines.get(1),
                  lines.get(2),
                  Boolean.parseBoolean(lines.get(3)),
                  Integer.parseInt(lines.get(4)))));
    }
  }
}
