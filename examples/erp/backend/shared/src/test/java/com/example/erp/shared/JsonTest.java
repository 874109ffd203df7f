package com.example.erp.shared;

import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Part of every service's tests, as the code is part of every service. */
class JsonTest {

  private record Point(int x, String name) {}

  @Test
  void readsWhatItWrote() {
    Map<String, Object> value =
        Map.of(
            "list",
            Arrays.asList(1L, new BigDecimal("2.50"), true, null),
            "text",
            "line 1\nand \"\\\" \u0001 ü");
    Expect.equal("the value", value, Json.read(Json.write(value)));
  }

  @Test
  void writesARecordAsAnObject() {
    Expect.equal("a point", "{\"x\":1,\"name\":\"a\"}", Json.write(new Point(1, "a")));
  }

  @Test
  void refusesWhatIsNotJson() {
    for (String text :
        List.of("", "{", "[1,]", "{\"a\" 1}", "\"a", "01", "tru", "1 2", "\"\\x\"", "\"\\u12\"")) {
      Expect.failure(text, Refusal.Invalid.class, () -> Json.read(text));
    }
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    Expect.failure("100 brackets", Refusal.Invalid.class, () -> Json.read("[".repeat(100)));
  }
}
