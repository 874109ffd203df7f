package com.example.erp.employee;

import com.example.erp.shared.Fields;
import com.example.erp.shared.Refusal;

/** What is known of a person apart from the number: all of it can change. */
public record Profile(String name, String email, String department) {

  public Profile {
    name = given("name", name);
    email = given("email", email);
    department = given("department", department);
    if (!email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
      throw new Refusal.Invalid("\"" + email + "\" is no e-mail address");
    }
  }

  static Profile of(Fields fields) {
    return new Profile(fields.text("name"), fields.text("email"), fields.text("department"));
  }

  private static String given(String field, String value) {
    if (value.isBlank()) {
      throw new Refusal.Invalid("\"" + field + "\" must not be empty");
    }
    return value.strip();
  }
}
