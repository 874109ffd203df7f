package dev.baton.boundaries.planted.adapter.git;

import dev.baton.boundaries.planted.adapter.jdbc.Rows;

interface AsksAnotherAdapter {
  Rows rows();
}
