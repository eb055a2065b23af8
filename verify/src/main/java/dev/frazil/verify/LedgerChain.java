package dev.frazil.verify;

import dev.frazil.tables.ledger.Ledger;
import java.util.List;

/**
 * What the snapshots of a branch say about themselves.
 *
 * @param head the newest ledger
 * @param summary how far back it goes
 * @param claims what our snapshots say they added, the oldest first
 * @param others what other writers have done since the oldest snapshot of ours
 */
record LedgerChain(
    Ledger head, ChainSummary summary, List<RangeClaim> claims, OtherWriters others) {}
