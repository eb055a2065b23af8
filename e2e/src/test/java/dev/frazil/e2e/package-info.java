/**
 * The product on real parts: events in through a broker and a Connect worker, tables read back by
 * Spark. Each test uses the one stack that {@link dev.frazil.e2e.Stack} starts.
 */
@NullMarked
package dev.frazil.e2e;

import org.jspecify.annotations.NullMarked;
