package dev.frazil.verify;

import dev.frazil.tables.ledger.ReplayedRows;

/** That a snapshot has added rows of ranges that had been passed before. */
record ReplayClaim(long snapshotId, ReplayedRows rows) {}
