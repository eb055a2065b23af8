package dev.frazil.connect.commit;

import dev.frazil.tables.ledger.Ledger;

/**
 * What a table's ledger was at one of its snapshots.
 *
 * @param ledger what it said
 * @param snapshotId where; {@link LedgerView#NO_HEAD} while there was none
 */
public record LedgerLook(Ledger ledger, long snapshotId) {}
