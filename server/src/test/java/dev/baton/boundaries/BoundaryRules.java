package dev.baton.boundaries;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * What each rule has against a class, in words. The base package is a parameter so that the same
 * rules can be turned on planted violations.
 */
record BoundaryRules(String base, ImportTable table) {

  private static final List<String> CORE = List.of("model", "port", "engine", "usecase");

  /** A byte array that grows is no stream to anywhere. */
  private static final List<String> MODEL_JDK =
      List.of(
          "java.lang",
          "java.util",
          "java.time",
          "java.math",
          "java.nio.charset",
          "java.text",
          "java.io.ByteArrayOutputStream");

  private static final List<String> MODEL_BANNED =
      List.of(
          "java.lang.Thread",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.foreign",
          "java.lang.reflect",
          "java.util.concurrent",
          "java.util.logging",
          "java.util.zip",
          "java.util.jar");

  private static final Set<String> CHANCE =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom",
          "java.util.random.RandomGenerator");

  private static final Set<String> VAGUE =
      Set.of("util", "utils", "common", "impl", "helper", "helpers", "manager", "misc");

  /** The rules by name; the name is what a report shows. */
  enum Rule {
    IMPORTS(BoundaryRules::imports),
    LIBRARIES(BoundaryRules::libraries),
    CLOCK_AND_CHANCE(BoundaryRules::clockAndChance),
    PURE_MODEL(BoundaryRules::pureModel),
    MUTABLE_STATIC(BoundaryRules::mutableStatic),
    ONE_DOOR_FOR_PROCESSES(BoundaryRules::processes),
    VAGUE_PACKAGE(BoundaryRules::vaguePackage),
    NULL_MARKED(BoundaryRules::nullMarked);

    private final BiFunction<BoundaryRules, JavaClass, Stream<String>> complaints;

    Rule(BiFunction<BoundaryRules, JavaClass, Stream<String>> complaints) {
      this.complaints = complaints;
    }
  }

  Stream<String> complaints(Rule rule, JavaClass type) {
    return rule.complaints.apply(this, type).distinct();
  }

  /**
   * The row of the table that speaks of a class's package, and the unit within which imports are
   * free.
   */
  private Stream<String> imports(JavaClass type) {
    String from = below(type);
    for (ImportTable.Row row : table.rows()) {
      var unit = row.unitOf(from);
      if (unit.isPresent()) {
        return type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isOurs(target(dependency)))
            .filter(dependency -> !isPermitted(below(target(dependency)), unit.get(), row))
            .map(
                dependency ->
                    unit.get()
                        + " may not import "
                        + below(target(dependency))
                        + ": "
                        + dependency.getDescription());
      }
    }
    return Stream.of(type.getFullName() + " is in no package of the table in docs/architecture.md");
  }

  private static boolean isPermitted(String to, String unit, ImportTable.Row row) {
    return ImportTable.within(to, unit)
        || row.mayImport().stream().anyMatch(name -> ImportTable.within(to, name));
  }

  private Stream<String> libraries(JavaClass type) {
    String from = below(type);
    return table.libraries().stream()
        .filter(
            library -> library.onlyIn().stream().noneMatch(name -> ImportTable.within(from, name)))
        .flatMap(
            library ->
                type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> library.covers(target(dependency).getFullName())))
        .map(dependency -> from + " may not use this library: " + dependency.getDescription());
  }

  private Stream<String> clockAndChance(JavaClass type) {
    return isIn(type, CORE) ? accesses(type, BoundaryRules::readsClockOrRollsDice) : Stream.empty();
  }

  private static boolean readsClockOrRollsDice(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getName();
    return switch (owner.getFullName()) {
      case "java.time.Clock", "java.time.InstantSource" ->
          name.startsWith("system") || name.startsWith("tick");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
      case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
      case "java.util.Date", "java.util.Calendar" -> true;
      default ->
          CHANCE.contains(owner.getFullName())
              || (owner.getPackageName().equals("java.time") && name.equals("now"));
    };
  }

  private Stream<String> pureModel(JavaClass type) {
    if (!isIn(type, List.of("model"))) {
      return Stream.empty();
    }
    return type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> !isOurs(target(dependency)) && !isPure(target(dependency)))
        .map(Dependency::getDescription);
  }

  private static boolean isPure(JavaClass type) {
    String name = type.getFullName();
    return type.isPrimitive()
        || ImportTable.within(name, "org.jspecify")
        || (MODEL_JDK.stream().anyMatch(prefix -> ImportTable.within(name, prefix))
            && MODEL_BANNED.stream().noneMatch(prefix -> ImportTable.within(name, prefix)));
  }

  private Stream<String> mutableStatic(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
        .map(JavaField::getFullName);
  }

  private Stream<String> processes(JavaClass type) {
    return isIn(type, List.of("adapter.process"))
        ? Stream.empty()
        : accesses(
            type,
            access ->
                (access.getTargetOwner().isEquivalentTo(Runtime.class)
                        && access.getName().equals("exec"))
                    || (access.getTargetOwner().isEquivalentTo(ProcessBuilder.class)
                        && access.getName().startsWith("start")));
  }

  private Stream<String> vaguePackage(JavaClass type) {
    return Stream.of(below(type).split("\\.", -1))
        .filter(VAGUE::contains)
        .map(name -> type.getPackageName() + " says nothing: " + name);
  }

  private Stream<String> nullMarked(JavaClass type) {
    return type.getPackage().isAnnotatedWith(NullMarked.class)
        ? Stream.empty()
        : Stream.of(type.getPackageName() + " has no @NullMarked package-info");
  }

  private Stream<String> accesses(JavaClass type, Predicate<JavaAccess<?>> banned) {
    return type.getAccessesFromSelf().stream().filter(banned).map(JavaAccess::getDescription);
  }

  private boolean isIn(JavaClass type, List<String> packages) {
    String name = below(type);
    return packages.stream().anyMatch(prefix -> ImportTable.within(name, prefix));
  }

  private boolean isOurs(JavaClass type) {
    return ImportTable.within(type.getPackageName(), base);
  }

  private String below(JavaClass type) {
    return type.getPackageName().equals(base)
        ? ""
        : type.getPackageName().substring(base.length() + 1);
  }

  private static JavaClass target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }
}
