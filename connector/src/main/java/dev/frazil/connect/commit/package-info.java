/**
 * Chunks to snapshots. In: the data files and offset ranges that the tasks of one connector sealed.
 * Out: snapshots whose summary holds the ledger, and an outcome for each chunk. One committer per
 * connector and JVM; it decides what happened from the table alone.
 */
@NullMarked
package dev.frazil.connect.commit;

import org.jspecify.annotations.NullMarked;
