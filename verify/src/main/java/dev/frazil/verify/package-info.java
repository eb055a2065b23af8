/**
 * Proving from a table itself that it holds each Kafka record once.
 *
 * <p>In flow a loaded Iceberg table and the name of its ledger; out flow a certificate, or the
 * violations with snapshot, partition and offsets, or the reason why neither is possible. Nothing
 * here writes, and nothing is asked of Kafka.
 */
@NullMarked
package dev.frazil.verify;

import org.jspecify.annotations.NullMarked;
