/**
 * Opening Iceberg catalogs and naming what is in them.
 *
 * <p>In flow catalog properties, topic names and partition strategies as people write them; out
 * flow open catalogs, table identifiers and partition specs, or messages that say what is wrong and
 * hold none of the secrets that flowed in.
 */
@NullMarked
package dev.frazil.tables;

import org.jspecify.annotations.NullMarked;
