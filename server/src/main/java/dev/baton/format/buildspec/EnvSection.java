package dev.baton.format.buildspec;

import dev.baton.format.document.Excerpt;
import dev.baton.model.build.Buildspec.Env;
import dev.baton.model.build.Buildspec.Shell;
import dev.baton.model.document.Node;
import dev.baton.model.document.Place;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code env} section, and {@code environment_variables} of 0.1. */
final class EnvSection {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private EnvSection() {}

  static Env read(Section top, boolean legacy) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (legacy) {
      top.section("environment_variables", "ENVIRONMENT_VARIABLES")
          .ifPresent(old -> variables.putAll(plaintext(old)));
    }
    Optional<Section> found = top.section("env", "ENV");
    if (found.isEmpty()) {
      return new Env(Shell.SH, variables, Map.of(), Map.of(), List.of(), false);
    }
    Section env = found.get();
    Shell shell = shell(env);
    variables.putAll(named(env, "variables"));
    Map<String, String> parameters = named(env, "parameter-store");
    Map<String, String> secrets = named(env, "secrets-manager");
    warnOfRepeated(env);
    checkReferences(env, "parameter-store", parameters);
    checkReferences(env, "secrets-manager", secrets);
    List<String> exported = env.texts("exported-variables");
    exported.forEach(name -> checkName(env, env.place("exported-variables"), name));
    boolean helper = env.flag("git-credential-helper", false);
    env.warnOfUnknown();
    return new Env(shell, variables, parameters, secrets, exported, helper);
  }

  private static Map<String, String> plaintext(Section old) {
    Map<String, String> variables = named(old, "plaintext");
    old.warnOfUnknown();
    return variables;
  }

  private static Shell shell(Section env) {
    Optional<String> written = env.text("shell");
    if (written.isEmpty()) {
      return Shell.SH;
    }
    return switch (written.get()) {
      case "bash", "/bin/bash" -> Shell.BASH;
      case "sh", "/bin/sh" -> Shell.SH;
      case "powershell.exe", "cmd.exe" -> {
        env.error(
            env.place("shell"),
            "The shell '"
                + written.get()
                + "' of Windows builds is not supported by Baton; use bash or /bin/sh");
        yield Shell.SH;
      }
      default -> {
        env.error(
            env.place("shell"),
            "Unknown shell '" + Excerpt.of(written.get()) + "'; use bash or /bin/sh");
        yield Shell.SH;
      }
    };
  }

  private static Map<String, String> named(Section env, String key) {
    Map<String, String> values = env.textByName(key);
    if (env.get(key).orElse(null) instanceof Node.ObjectNode object) {
      object.members().forEach(member -> checkName(env, member.place(), member.name()));
    }
    return values;
  }

  private static void checkName(Section env, Place place, String name) {
    if (!NAME.matcher(name).matches()) {
      env.error(
          place,
          "'"
              + Excerpt.of(name)
              + "' cannot be the name of a variable; use letters, digits and _, no digit first");
    } else if (name.toUpperCase(Locale.ROOT).startsWith("CODEBUILD_")) {
      env.findings()
          .warning(
              Section.WARNING,
              place,
              "Names that begin with CODEBUILD_ are CodeBuild's own; '" + name + "' may be lost");
    }
  }

  private static void checkReferences(Section env, String key, Map<String, String> references) {
    if (!(env.get(key).orElse(null) instanceof Node.ObjectNode object)) {
      return;
    }
    for (Node.Member member : object.members()) {
      if (references.getOrDefault(member.name(), "-").isBlank()) {
        env.error(
            member.place(),
            "The variable '"
                + Excerpt.of(member.name())
                + "' in `"
                + key
                + "` names nothing to take its value from");
      }
    }
  }

  private static void warnOfRepeated(Section env) {
    Map<String, String> first = new HashMap<>();
    for (String key : List.of("variables", "parameter-store", "secrets-manager")) {
      if (!(env.get(key).orElse(null) instanceof Node.ObjectNode object)) {
        continue;
      }
      for (Node.Member member : object.members()) {
        String before = first.putIfAbsent(member.name(), key);
        if (before != null) {
          env.findings()
              .warning(
                  Section.WARNING,
                  member.place(),
                  "'"
                      + Excerpt.of(member.name())
                      + "' is declared in `"
                      + before
                      + "` and in `"
                      + key
                      + "`; keep one of them");
        }
      }
    }
  }
}
