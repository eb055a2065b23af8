/**
 * What one event costs. The bytes of view events come in; out come the nanoseconds and the bytes
 * allocated per event, of our contract and of a tree with a library that validates it.
 */
@NullMarked
package dev.frazil.bench.event;

import org.jspecify.annotations.NullMarked;
