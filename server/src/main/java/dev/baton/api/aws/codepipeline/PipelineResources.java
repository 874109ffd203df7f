package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.Dispatcher;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.Entropy;
import dev.baton.port.PipelineStore;
import dev.baton.port.ResourceStore;
import java.time.InstantSource;

/** What CodePipeline keeps beside pipelines: tags and webhooks. */
public final class PipelineResources {

  private final PipelineTags tags;
  private final PipelineWebhooks webhooks;
  private final TypeTags types;
  private final TagHandlers tagging;

  public PipelineResources(
      ResourceStore store,
      PipelineStore pipelines,
      CustomTypeStore customTypes,
      Entropy entropy,
      InstantSource clock) {
    types = new TypeTags(store, customTypes, clock);
    tags = new PipelineTags(store, clock);
    webhooks = new PipelineWebhooks(store, pipelines, entropy, clock);
    tagging = new TagHandlers(pipelines, tags, webhooks, types);
  }

  /** Pipelines' tags, for whoever creates and deletes pipelines. */
  public PipelineTags tags() {
    return tags;
  }

  /** Custom action types' tags, for whoever makes and deletes those. */
  public TypeTags typeTags() {
    return types;
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    webhooks.addReads(routes);
    tagging.addReads(routes);
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    webhooks.addChanges(routes);
    tagging.addChanges(routes);
  }
}
