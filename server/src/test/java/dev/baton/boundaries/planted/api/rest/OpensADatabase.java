package dev.baton.boundaries.planted.api.rest;

import java.sql.Connection;

interface OpensADatabase {
  Connection open();
}
