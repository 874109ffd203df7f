package dev.baton.format.stored;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes values of any stored type: a full one that is always the same, or random ones. */
final class AnyValue {

  private static final String[] TEXTS = {
    "",
    "a",
    "type",
    "\u0000\u001f\"\\/\n",
    "gr\u00fcn",
    "\uD83D\uDE80",
    "null",
    " ",
    "x".repeat(300)
  };

  private final Optional<Random> random;
  private String component = "root";

  private AnyValue(Optional<Random> random) {
    this.random = random;
  }

  /** Every Optional present, one element in every collection, texts that name their component. */
  static AnyValue full() {
    return new AnyValue(Optional.empty());
  }

  static AnyValue random(long seed) {
    return new AnyValue(Optional.of(new Random(seed)));
  }

  /** One value; of a sealed type any of its records (the full one: the first by name). */
  Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return record(plain);
    }
    if (plain.isSealed()) {
      List<Class<?>> records = records(plain);
      return record(records.get(number(records.size(), 0)));
    }
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[number(constants.length, constants.length - 1)];
    }
    return scalar(plain);
  }

  /** The records of a sealed type, by name. */
  static List<Class<?>> records(Class<?> sealed) {
    return StoredTypes.namesOf(sealed).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .<Class<?>>map(Map.Entry::getValue)
        .toList();
  }

  private Object scalar(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> random.isEmpty() ? "a " + component : TEXTS[number(TEXTS.length, 0)];
      case "int" -> random.map(Random::nextInt).orElse(7);
      case "long" -> random.map(Random::nextLong).orElse(8_000_000_000L);
      case "boolean" -> random.map(Random::nextBoolean).orElse(true);
      case "Integer" -> random.map(Random::nextInt).orElse(9);
      case "Instant" -> instant();
      default -> throw new IllegalArgumentException("no value of " + type);
    };
  }

  private Instant instant() {
    return random
        .map(r -> Instant.ofEpochSecond(r.nextInt(), r.nextInt(1_000_000_000)))
        .orElse(Instant.parse("2026-01-02T03:04:05.678901234Z"));
  }

  private int number(int bound, int full) {
    return random.map(r -> r.nextInt(bound)).orElse(full);
  }

  private Object generic(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    int size = number(3, 1);
    if (type.getRawType() == Optional.class) {
      return size == 0 ? Optional.empty() : Optional.of(of(arguments[0]));
    }
    if (type.getRawType() == List.class) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        values.add(of(arguments[0]));
      }
      return values;
    }
    if (type.getRawType() == Map.class) {
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        values.put(of(arguments[0]), of(arguments[1]));
      }
      return values;
    }
    throw new IllegalArgumentException("no value of " + type);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      component = components[i].getName();
      values[i] = of(components[i].getGenericType());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  /** One full record of that class. */
  Object fullRecord(Class<?> type) {
    return record(type);
  }
}
