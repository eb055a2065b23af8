package dev.frazil.connect;

import java.io.Serial;

/** Unwinds the stack of a process that was killed while it waited. */
final class SimKilled extends Error {
  @Serial private static final long serialVersionUID = 1L;

  SimKilled() {
    super("killed", null, false, false);
  }
}
