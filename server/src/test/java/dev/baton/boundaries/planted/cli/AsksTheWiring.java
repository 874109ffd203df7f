package dev.baton.boundaries.planted.cli;

import dev.baton.boundaries.planted.app.Wiring;

interface AsksTheWiring {
  Wiring wiring();
}
