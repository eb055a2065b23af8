/**
 * The {@code frazil} command, one class for each of its commands. In go arguments and the state of
 * a stack directory; out come calls to the local stack, to Connect's REST API, to Kafka and to the
 * catalog, text for people, and an exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
 */
@NullMarked
package dev.frazil.cli;

import org.jspecify.annotations.NullMarked;
