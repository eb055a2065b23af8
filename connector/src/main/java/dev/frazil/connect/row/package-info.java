/**
 * Connect values into Iceberg rows. In: the value of a record (an event, a Struct, a Map) and the
 * schema of its table. Out: a filled {@link dev.frazil.connect.row.Row}, or the rejection that says
 * which field does not fit and why. Nothing is narrowed, rounded, cut or dropped on the way. No
 * catalog, no Kafka client and no clock is seen here; all types serve one thread at a time.
 */
@NullMarked
package dev.frazil.connect.row;

import org.jspecify.annotations.NullMarked;
