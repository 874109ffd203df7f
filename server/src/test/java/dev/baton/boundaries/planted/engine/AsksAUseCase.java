package dev.baton.boundaries.planted.engine;

import dev.baton.boundaries.planted.usecase.Ask;

interface AsksAUseCase {
  Ask ask();
}
