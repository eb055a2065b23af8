/**
 * What a table says about the Kafka offsets it holds.
 *
 * <p>In flow the summaries of a table's snapshots; out flow the ledger (which offsets are there),
 * the highest offsets ever recorded, and the facts of single commits. Back flow the summary
 * properties of the next commit. Nothing here writes to a table.
 */
@NullMarked
package dev.frazil.tables.ledger;

import org.jspecify.annotations.NullMarked;
