package dev.frazil.connect.route;

/** How many records of a partition go to a table. */
public enum Share {
  /** All of them. */
  ALL,
  /** Some: others go elsewhere. */
  SOME
}
