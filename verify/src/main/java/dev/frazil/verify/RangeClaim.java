package dev.frazil.verify;

import dev.frazil.tables.ledger.AddedRange;

/** That a snapshot has added a range, with so many rows. */
record RangeClaim(long snapshotId, AddedRange added) {}
