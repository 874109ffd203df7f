package dev.baton.engine.build;

import dev.baton.engine.Patience;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import dev.baton.port.BuildRunner;
import dev.baton.port.BuildStore;
import dev.baton.port.CacheStore;
import dev.baton.port.IdSource;
import dev.baton.port.LogStore;
import dev.baton.port.ProjectStore;
import dev.baton.port.RecipeReader;
import dev.baton.port.SealedStore;
import dev.baton.port.Settings;
import dev.baton.port.SourceHost;
import dev.baton.port.Waypoint;
import java.time.InstantSource;

/**
 * What builds ask of the world.
 *
 * @param patience with a store that cannot take a build's end
 */
public record BuildPorts(
    BuildStore builds,
    ProjectStore projects,
    BuildRunner runner,
    SourceHost sources,
    BlobStore blobs,
    ArtifactCatalogue catalogue,
    ArtifactFiles files,
    CacheStore caches,
    LogStore logs,
    RecipeReader recipes,
    Settings settings,
    SealedStore requesters,
    InstantSource clock,
    IdSource ids,
    Waypoint.Observer waypoints,
    Patience patience) {}
