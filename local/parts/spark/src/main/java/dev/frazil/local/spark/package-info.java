/**
 * The program of the Spark part.
 *
 * <p>In: SQL statements on the input stream. Out: their answers on the output stream, one line of
 * JSON each.
 */
@NullMarked
package dev.frazil.local.spark;

import org.jspecify.annotations.NullMarked;
