import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks or rewrites the format of every Java file of the repository. Launched from source by the
 * build, because Maven's own JVM may be older than the formatter wants.
 *
 * <p>Arguments: {@code check} or {@code rewrite}, then the repository's root.
 */
final class Format {

  /** Build output, other people's input files, and git's own. */
  private static final Set<String> SKIPPED = Set.of("target", "fixtures", ".git");

  public static void main(String[] arguments) throws IOException {
    boolean rewrite = arguments[0].equals("rewrite");
    Path root = Path.of(arguments[1]);
    List<String> complaints =
        sources(root).parallelStream()
            .flatMap(file -> format(file, rewrite).map(what -> root.relativize(file) + ": " + what))
            .sorted()
            .toList();
    complaints.forEach(System.err::println);
    if (!complaints.isEmpty()) {
      System.err.println("Rewrite all files in the format: mvn -q -N -Pformat validate");
      System.exit(1);
    }
  }

  private static Stream<String> format(Path file, boolean rewrite) {
    try {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        return Stream.empty();
      }
      if (!rewrite) {
        return Stream.of("is not formatted");
      }
      Files.writeString(file, formatted);
      return Stream.empty();
    } catch (FormatterException | IOException problem) {
      return Stream.of(problem.getMessage());
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return SKIPPED.contains(directory.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
