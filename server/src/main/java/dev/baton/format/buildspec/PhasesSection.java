package dev.baton.format.buildspec;

import dev.baton.format.document.Excerpt;
import dev.baton.model.build.Buildspec.OnFailure;
import dev.baton.model.build.Buildspec.Phase;
import dev.baton.model.build.PhaseType;
import dev.baton.model.document.Node;
import dev.baton.model.document.Node.Scalar;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code phases} section. */
final class PhasesSection {

  private PhasesSection() {}

  static Map<PhaseType, Phase> read(Section top) {
    Map<PhaseType, Phase> phases = new EnumMap<>(PhaseType.class);
    Optional<Section> section = top.section("phases", "PHASES");
    if (section.isEmpty() && top.get("phases").isEmpty()) {
      String message =
          "The buildspec has no `phases`; declare install, pre_build, build or post_build with"
              + " their commands";
      top.error(top.place("phases"), message);
    }
    section.ifPresent(all -> all.members().forEach(member -> add(all, phases, member)));
    return phases;
  }

  private static void add(Section all, Map<PhaseType, Phase> phases, Node.Member member) {
    Optional<PhaseType> type = type(member.name());
    if (type.isEmpty()) {
      all.error(
          member.place(),
          "Invalid buildspec phase name: "
              + Excerpt.of(member.name())
              + ". Expecting: build,install,post_build,pre_build");
      return;
    }
    if (member.value() instanceof Scalar scalar && scalar.type() == Scalar.Type.NULL) {
      all.findings()
          .warning(Section.WARNING, member.place(), "The phase `" + member.name() + "` is empty");
      phases.put(
          type.get(),
          new Phase(Optional.empty(), Optional.empty(), List.of(), List.of(), Map.of()));
      return;
    }
    all.objectOf("the phase `" + member.name() + "`", member.value())
        .ifPresent(
            object ->
                phases.put(
                    type.get(), phase(new Section(type.get().name(), object, all.findings()))));
  }

  private static Optional<PhaseType> type(String name) {
    for (PhaseType type : PhaseType.values()) {
      if (type.isShell() && type.buildspecName().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static Phase phase(Section section) {
    Optional<String> runAs = BuildspecReader.runAs(section);
    Optional<OnFailure> onFailure =
        section.text("on-failure").flatMap(written -> OnFailureText.read(section, written));
    List<String> commands = commands(section, "commands", "Commands");
    List<String> finals = commands(section, "finally", "Finally");
    Map<String, String> runtimes = section.textByName("runtime-versions");
    section.warnOfUnknown();
    return new Phase(runAs, onFailure, commands, finals, runtimes);
  }

  private static List<String> commands(Section section, String key, String awsName) {
    Optional<Node> value = section.get(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Node.ListNode list)) {
      section.error(
          value.get().place(),
          "Expected "
              + awsName
              + " to be a list of strings, found "
              + value.get().kind()
              + "; write each command after '- '");
      return List.of();
    }
    List<String> commands = new ArrayList<>();
    for (int i = 0; i < list.values().size(); i++) {
      command(section, awsName + "[" + i + "]", list.values().get(i)).ifPresent(commands::add);
    }
    return commands;
  }

  private static Optional<String> command(Section section, String what, Node item) {
    int line = item.place().line();
    String expected = "Expected " + what + " to be of string type: ";
    switch (item) {
      case Scalar scalar when scalar.type() == Scalar.Type.NULL ->
          section.error(
              item.place(),
              expected
                  + "found nothing at line "
                  + line
                  + "; write a command after '- ', or remove the line");
      case Scalar scalar -> {
        return Optional.of(scalar.text());
      }
      case Node.ObjectNode _ ->
          section.error(
              item.place(),
              expected
                  + "found subkeys instead at line "
                  + line
                  + ", value of the key tag on line "
                  + (line - 1)
                  + " might be empty; a command that holds ': ' stands in quotes or under '- |'");
      case Node.ListNode _ ->
          section.error(
              item.place(),
              expected
                  + "found a list instead at line "
                  + line
                  + "; write each command as one entry");
    }
    return Optional.empty();
  }
}
