import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lays the database driver's native library beside the jars. Left to itself the driver starts a
 * process to learn what system it is on and unpacks the library into a temporary file, at each
 * start of Baton; that takes longer than all the rest of a short command.
 */
final class SqliteLibrary {

  private SqliteLibrary() {}

  /**
   * Unpacks what the driver itself would choose here. Where it has nothing for this system, nothing
   * is laid down, and the driver says so when it is used.
   */
  static void unpack(Path driver, Path folder) throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {driver.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> choice = loader.loadClass("org.sqlite.util.LibraryLoaderUtil");
      String path = (String) choice.getMethod("getNativeLibResourcePath").invoke(null);
      String name = (String) choice.getMethod("getNativeLibName").invoke(null);
      URL library = loader.getResource(path.substring(1) + "/" + name);
      if (library == null) {
        return;
      }
      Files.createDirectories(folder);
      try (InputStream in = library.openStream()) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }
}
