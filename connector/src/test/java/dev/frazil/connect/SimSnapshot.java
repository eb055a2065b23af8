package dev.frazil.connect;

import dev.frazil.tables.ledger.Ledger;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a simulated table.
 *
 * @param parent null for the first, and for one after the table was rolled back to nothing
 * @param ledger null when another writer made the snapshot
 * @param replays whether it says that it has rows that were replayed
 * @param rows the numbers of all records whose rows are in the table now
 */
record SimSnapshot(
    long id,
    @Nullable SimSnapshot parent,
    @Nullable Ledger ledger,
    @Nullable String commitId,
    boolean replays,
    BitSet rows) {}
