package com.example.erp.shared;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON. Objects are maps, arrays are lists, whole numbers are {@code Long}, other
 * numbers {@code BigDecimal}. A record is written as the object of its components, anything unknown
 * as its text.
 */
public final class Json {

  private static final int DEEPEST = 32;

  private Json() {}

  /** The value of a JSON text; what is not JSON is {@link Refusal.Invalid}. */
  public static Object read(String text) {
    return new Reader(text).document();
  }

  public static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Map<?, ?> map) {
      writeObject(map, out);
    } else if (value instanceof Record row) {
      writeObject(components(row), out);
    } else if (value instanceof Iterable<?> values) {
      writeArray(values, out);
    } else {
      writeText(value.toString(), out);
    }
  }

  private static Map<String, Object> components(Record row) {
    Map<String, Object> members = new LinkedHashMap<>();
    try {
      for (RecordComponent component : row.getClass().getRecordComponents()) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        members.put(component.getName(), accessor.invoke(row));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Not a readable record: " + row.getClass().getName(), e);
    }
    return members;
  }

  private static void writeObject(Map<?, ?> members, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> member : members.entrySet()) {
      out.append(separator);
      writeText(member.getKey().toString(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void writeArray(Iterable<?> values, StringBuilder out) {
    out.append('[');
    for (Iterator<?> all = values.iterator(); all.hasNext(); ) {
      write(all.next(), out);
      if (all.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** One pass over one text; {@code at} is the next character. */
  private static final class Reader {

    private final String text;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    private Object document() {
      Object value = value(0);
      space();
      if (at < text.length()) {
        throw wrong("the end");
      }
      return value;
    }

    private Object value(int depth) {
      if (depth > DEEPEST) {
        throw new Refusal.Invalid("The JSON is nested deeper than " + DEEPEST + " levels");
      }
      space();
      return switch (peek()) {
        case '{' -> object(depth);
        case '[' -> array(depth);
        case '"' -> string();
        case 't' -> word("true", true);
        case 'f' -> word("false", false);
        case 'n' -> word("null", null);
        default -> number();
      };
    }

    private Map<String, Object> object(int depth) {
      Map<String, Object> members = new LinkedHashMap<>();
      expect('{');
      if (!taken('}')) {
        do {
          space();
          String name = string();
          expect(':');
          members.put(name, value(depth + 1));
        } while (taken(','));
        expect('}');
      }
      return members;
    }

    private List<Object> array(int depth) {
      List<Object> values = new ArrayList<>();
      expect('[');
      if (!taken(']')) {
        do {
          values.add(value(depth + 1));
        } while (taken(','));
        expect(']');
      }
      return values;
    }

    private String string() {
      if (peek() != '"') {
        throw wrong("text in quotation marks");
      }
      StringBuilder value = new StringBuilder();
      for (at++; peek() != '"'; at++) {
        char c = peek();
        if (c < ' ') {
          throw wrong("a quotation mark");
        }
        value.append(c == '\\' ? escaped() : c);
      }
      at++;
      return value.toString();
    }

    private char escaped() {
      at++;
      return switch (peek()) {
        case '"', '\\', '/' -> peek();
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> unicode();
        default -> throw wrong("an escape");
      };
    }

    private char unicode() {
      int end = at + 5;
      if (end > text.length() || !text.substring(at + 1, end).matches("[0-9a-fA-F]{4}")) {
        throw wrong("u and four hexadecimal digits");
      }
      char c = (char) Integer.parseInt(text.substring(at + 1, end), 16);
      at = end - 1;
      return c;
    }

    private Object number() {
      int start = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      String digits = text.substring(start, at);
      if (digits.matches("-?(0|[1-9][0-9]{0,17})")) {
        return Long.parseLong(digits);
      }
      if (digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
        return new BigDecimal(digits);
      }
      at = start;
      throw wrong("a value");
    }

    private Object word(String word, Object value) {
      if (!text.startsWith(word, at)) {
        throw wrong("a value");
      }
      at += word.length();
      return value;
    }

    private void expect(char c) {
      if (!taken(c)) {
        throw wrong("'" + c + "'");
      }
    }

    private boolean taken(char c) {
      space();
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private void space() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    /** The next character; at the end of the text a character that no rule accepts. */
    private char peek() {
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private Refusal wrong(String expected) {
      return new Refusal.Invalid("Not JSON: expected " + expected + " at character " + (at + 1));
    }
  }
}
