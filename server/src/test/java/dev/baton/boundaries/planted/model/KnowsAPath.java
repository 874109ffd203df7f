package dev.baton.boundaries.planted.model;

import java.nio.file.Path;

interface KnowsAPath {
  Path path();
}
