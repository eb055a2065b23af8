/**
 * The sink connector. In: records from Connect, as bytes, structs or maps. Out: data files and
 * snapshots in Iceberg tables, dead letters for what cannot become a row, and the offsets that are
 * safe to commit. {@link dev.frazil.connect.FrazilSinkTask} is where a record comes in.
 */
@NullMarked
package dev.frazil.connect;

import org.jspecify.annotations.NullMarked;
