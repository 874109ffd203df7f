package dev.baton.format.project;

import dev.baton.format.document.Findings;
import dev.baton.format.document.JsonReader;
import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Manner;
import dev.baton.model.build.Project;
import dev.baton.model.document.Node;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.ProjectReader;
import dev.baton.port.ProjectStore;

/**
 * Stored projects. They were accepted once, so nothing is checked again but that they can be read
 * at all.
 */
public final class StoredProjects implements ProjectReader {

  /**
   * Reads a stored project.
   *
   * @throws Refused when the row does not hold a project, with a message that names it
   */
  @Override
  public Project read(ProjectStore.Stored stored) {
    Node root = JsonReader.read("", stored.document()).orRefuse().root();
    if (root instanceof Node.ObjectNode object) {
      Project project =
          ProjectFileReader.project(new Shape(object, "", Manner.STORED, new Findings()));
      if (!project.name().isEmpty()) {
        return project;
      }
    }
    throw Refused.because(
        "InvalidStoredProject",
        Problem.Kind.INTERNAL,
        "The project " + stored.name() + " cannot be read");
  }
}
