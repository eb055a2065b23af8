/**
 * Time as a task knows it. In: a clock. Out: what time it is, and the only ways in which a task's
 * thread ever waits.
 */
@NullMarked
package dev.frazil.connect.time;

import org.jspecify.annotations.NullMarked;
