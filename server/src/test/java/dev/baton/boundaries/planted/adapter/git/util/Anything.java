package dev.baton.boundaries.planted.adapter.git.util;

interface Anything {}
