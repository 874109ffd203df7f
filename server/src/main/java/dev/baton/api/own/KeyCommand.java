package dev.baton.api.own;

/** Something to be done about access keys. */
public sealed interface KeyCommand {

  /** Makes one for a name. */
  record Create(String name, boolean administrator) implements KeyCommand {}

  /** Shows all, without their secrets. */
  record List() implements KeyCommand {}

  /** Makes one useless. */
  record Revoke(String id) implements KeyCommand {}
}
