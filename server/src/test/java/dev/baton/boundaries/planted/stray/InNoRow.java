package dev.baton.boundaries.planted.stray;

interface InNoRow {}
