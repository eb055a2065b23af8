/**
 * What an event costs. View events flow into a topic of a local stack; each contender reads them in
 * a Connect worker of its own; CPU time, rates and file sizes flow out, once Spark has confirmed
 * that the rows are right.
 */
@NullMarked
package dev.frazil.bench;

import org.jspecify.annotations.NullMarked;
