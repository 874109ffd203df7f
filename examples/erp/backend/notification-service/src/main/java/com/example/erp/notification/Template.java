package com.example.erp.notification;

import com.example.erp.shared.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told to somebody. {@code {name}} stands for a value that comes with the occasion. */
public enum Template {
  APPROVAL_NEEDED(
      "Your approval is needed: {title}",
      """
      {requester} asks for your approval: {title}.
      You are step {step}.\
      """),

  APPROVED("Approved: {title}", "Your request \"{title}\" was approved by everybody."),

  REJECTED(
      "Rejected: {title}",
      """
      Your request "{title}" was rejected in step {step}.
      The reason: {reason}\
      """);

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

  private final String subject;
  private final String text;

  Template(String subject, String text) {
    this.subject = subject;
    this.text = text;
  }

  /** The template of a name such as {@code approval-needed}. */
  public static Template named(String name) {
    return Arrays.stream(values())
        .filter(template -> template.publicName().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refusal.Invalid("There is no template \"" + name + "\""));
  }

  public String publicName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String subject(Map<String, ?> values) {
    return render(subject, values);
  }

  public String text(Map<String, ?> values) {
    return render(text, values);
  }

  /** One pass: a value that looks like a placeholder stays as it is. */
  private String render(String pattern, Map<String, ?> values) {
    return PLACEHOLDER
        .matcher(pattern)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values)));
  }

  private String value(String name, Map<String, ?> values) {
    Object value = values.get(name);
    if (value == null) {
      throw new Refusal.Invalid(
          "The template " + publicName() + " needs a value for \"" + name + "\"");
    }
    return value.toString();
  }
}
