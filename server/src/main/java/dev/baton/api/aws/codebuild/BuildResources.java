package dev.baton.api.aws.codebuild;

import dev.baton.api.aws.Dispatcher;
import dev.baton.port.Entropy;
import dev.baton.port.ProjectStore;
import dev.baton.port.ResourceStore;
import java.time.InstantSource;

/** What CodeBuild keeps beside projects and builds, and projects with what belongs to them. */
public final class BuildResources {

  private final ProjectHandlers projects;
  private final ProjectWebhooks webhooks;
  private final ReportGroupHandlers groups;
  private final ReportHandlers reports;
  private final SourceCredentials credentials;
  private final ResourcePolicies policies;

  public BuildResources(
      ResourceStore store, ProjectStore projectStore, Entropy entropy, InstantSource clock) {
    policies = new ResourcePolicies(store, clock);
    webhooks = new ProjectWebhooks(store, projectStore, entropy, clock);
    projects = new ProjectHandlers(projectStore, webhooks, policies);
    groups = new ReportGroupHandlers(store, policies, clock);
    reports = new ReportHandlers(groups);
    credentials = new SourceCredentials(store, clock);
  }

  /** The operations on projects, which show their webhooks. */
  public ProjectHandlers projects() {
    return projects;
  }

  /** Adds what only reads, but for projects. */
  public void addReads(Dispatcher.Builder routes) {
    groups.addReads(routes);
    reports.addReads(routes);
    credentials.addReads(routes);
    policies.addReads(routes);
    CuratedImages.addTo(routes);
  }

  /** Adds what changes something, but for projects. */
  public void addChanges(Dispatcher.Builder routes) {
    webhooks.addChanges(routes);
    groups.addChanges(routes);
    reports.addChanges(routes);
    credentials.addChanges(routes);
    policies.addChanges(
        routes, (caller, arn) -> projects.exists(caller, arn) || groups.exists(caller, arn));
  }
}
