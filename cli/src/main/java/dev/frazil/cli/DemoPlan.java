package dev.frazil.cli;

import java.nio.file.Path;

/**
 * What the demo is to do.
 *
 * @param directory where its stack keeps everything; emptied first
 * @param rate events a second
 * @param events how many events
 * @param seed decides all about the events but their times
 * @param keep whether the stack runs on afterwards
 */
record DemoPlan(Path directory, int rate, long events, long seed, boolean keep) {
  /** The demo's commits are closer together than the shipped connector's, to be watched. */
  static final int COMMIT_SECONDS = 2;
}
