/**
 * Numbers about a running sink. In: counts from tasks and from the committer. Out: MBeans of the
 * domain {@code dev.frazil}, one for each task and each table, with numbers as attributes.
 */
@NullMarked
package dev.frazil.connect.metrics;

import org.jspecify.annotations.NullMarked;
