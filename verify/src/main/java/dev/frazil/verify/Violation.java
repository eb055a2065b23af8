package dev.frazil.verify;

import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a table.
 *
 * @param kind what, for machines
 * @param snapshotId the snapshot that did it or that added the file, or null if none is known
 * @param key the stream, or null if it concerns none
 * @param offsets the offsets, or null if it concerns none
 * @param sentence what, for people
 */
public record Violation(
    ViolationKind kind,
    @Nullable Long snapshotId,
    @Nullable StreamKey key,
    @Nullable OffsetRange offsets,
    String sentence) {}
