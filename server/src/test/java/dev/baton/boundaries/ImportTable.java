package dev.baton.boundaries;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The two tables of docs/architecture.md: the page that explains the boundaries is the rule itself.
 */
record ImportTable(List<Row> rows, List<Library> libraries) {

  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** Most specific first, so that `adapter.process` is found before `adapter.*`. */
  ImportTable {
    rows =
        rows.stream()
            .sorted(Comparator.comparing((Row row) -> row.name().length()).reversed())
            .toList();
  }

  /** A package, or with `.*` each package below one, and the packages that it may import. */
  record Row(String name, List<String> mayImport) {

    /**
     * The package, as far as this row speaks of it: for `adapter.*` and adapter.git.diff it is
     * adapter.git.
     */
    Optional<String> unitOf(String packageName) {
      if (!name.endsWith(".*")) {
        return within(packageName, name) ? Optional.of(name) : Optional.empty();
      }
      String parent = name.substring(0, name.length() - 2);
      if (!packageName.startsWith(parent + ".")) {
        return Optional.empty();
      }
      int end = packageName.indexOf('.', parent.length() + 1);
      return Optional.of(end < 0 ? packageName : packageName.substring(0, end));
    }
  }

  /** Names from outside Baton, and the packages that may use them. */
  record Library(List<String> names, List<String> onlyIn) {

    boolean covers(String className) {
      return names.stream()
          .anyMatch(name -> within(className, name) || className.startsWith(name + "$"));
    }
  }

  static ImportTable read(Path page) {
    List<String> lines = Repository.lines(page);
    return new ImportTable(
        table(lines, "packages")
            .map(cells -> new Row(names(cells[1]).getFirst(), names(cells[2])))
            .toList(),
        table(lines, "libraries")
            .map(cells -> new Library(names(cells[1]), names(cells[2])))
            .toList());
  }

  static boolean within(String name, String prefix) {
    return name.equals(prefix) || name.startsWith(prefix + ".");
  }

  private static Stream<String[]> table(List<String> lines, String name) {
    return lines.stream()
        .dropWhile(line -> !line.equals("<!-- boundaries: " + name + " -->"))
        .takeWhile(line -> !line.equals("<!-- boundaries: end -->"))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|"));
  }

  private static List<String> names(String cell) {
    return Arrays.asList(
        NAME.matcher(cell)
            .results()
            .map((MatchResult result) -> result.group(1))
            .toArray(String[]::new));
  }
}
