package dev.baton.adapter.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/** How large the terminal at standard output is now, by {@code ioctl(2)}. */
public final class TerminalSize {

  /**
   * A terminal's size in cells.
   *
   * @param columns at least 1
   * @param rows at least 1
   */
  public record Size(int columns, int rows) {}

  private static final int STDOUT = 1;
  private static final long LINUX = 0x5413;
  private static final long MAC = 0x40087468;
  private static final int STRUCT_BYTES = 8;

  private final MethodHandle ioctl;
  private final long request;

  @SuppressWarnings("restricted")
  public TerminalSize() {
    Linker linker = Linker.nativeLinker();
    ioctl =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2));
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    request = mac ? MAC : LINUX;
  }

  /** The size; empty when standard output is no terminal or does not tell. */
  public Optional<Size> now() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(STRUCT_BYTES);
      if ((int) ioctl.invokeExact(STDOUT, request, size) != 0) {
        return Optional.empty();
      }
      int rows = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 0));
      int columns = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 2));
      return rows == 0 || columns == 0 ? Optional.empty() : Optional.of(new Size(columns, rows));
    } catch (Throwable e) {
      throw new IllegalStateException("ioctl(2) could not be called", e);
    }
  }
}
