/**
 * Chaos on real parts. In goes a length and a seed; a stack is started, loaded with events whose
 * fate is known, killed, frozen, rebalanced and lied to; out comes a report that says for each
 * event whether it is where it has to be. Knows nothing of the sink's classes.
 */
@NullMarked
package dev.frazil.chaos;

import org.jspecify.annotations.NullMarked;
