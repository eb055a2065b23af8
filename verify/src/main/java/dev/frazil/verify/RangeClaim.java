package dev.frazil.verify;

import dev.frazil.tables.ledger.AddedRange;

/**
 * That a snapshot has added a range, with so many rows.
 *
 * @param isComparable whether its rows say which Kafka record they came from: the table had the
 *     columns then
 */
record RangeClaim(long snapshotId, AddedRange added, boolean isComparable) {}
