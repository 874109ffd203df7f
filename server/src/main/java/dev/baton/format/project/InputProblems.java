package dev.baton.format.project;

import dev.baton.format.document.Findings;
import dev.baton.model.document.Place;

/** CodeBuild answers nearly everything with InvalidInput. */
final class InputProblems {

  private final Findings findings;

  InputProblems(Findings findings) {
    this.findings = findings;
  }

  void error(Place place, String message) {
    findings.error("InvalidInput", place, message);
  }

  void errorIf(boolean wrong, Place place, String message) {
    if (wrong) {
      error(place, message);
    }
  }

  void warning(Place place, String message) {
    findings.warning("InvalidInput", place, message);
  }
}
