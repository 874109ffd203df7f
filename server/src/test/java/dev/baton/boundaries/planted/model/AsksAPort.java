package dev.baton.boundaries.planted.model;

import dev.baton.boundaries.planted.port.Question;

interface AsksAPort {
  Question question();
}
