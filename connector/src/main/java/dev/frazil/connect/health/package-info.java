/**
 * Whether the sinks of a worker can write. In: what their MBeans show, and what Connect says of
 * tasks that failed. Out: answers to {@code GET /health}, on a port of their own.
 */
@NullMarked
package dev.frazil.connect.health;

import org.jspecify.annotations.NullMarked;
