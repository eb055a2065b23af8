/**
 * Tests of the event generator: the same seed, the same bytes; and bad events that are bad as they
 * say.
 */
@NullMarked
package dev.frazil.cli.events;

import org.jspecify.annotations.NullMarked;
