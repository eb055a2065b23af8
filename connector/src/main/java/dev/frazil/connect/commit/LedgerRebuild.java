package dev.frazil.connect.commit;

import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.BrokenLedgerException;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerReading;
import dev.frazil.tables.ledger.LedgerWalk;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the rows of a table say about the offsets it holds, deleted ones included: of each stream
 * those from the least to the greatest that is there. Known only from a ledger, and so lost, are
 * gaps, timestamps, and what was rejected after the last row.
 */
final class LedgerRebuild {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerRebuild.class);

  private final Table table;
  private final LedgerId id;
  private final LedgerReading.Cut cut;
  private final Snapshot head;
  private final OriginColumns columns;
  private final BooleanSupplier stopped;

  private LedgerRebuild(
      Table table,
      LedgerId id,
      LedgerReading.Cut cut,
      OriginColumns columns,
      BooleanSupplier stopped) {
    this.table = table;
    this.id = id;
    this.cut = cut;
    this.head = Objects.requireNonNull(LedgerWalk.head(table, id));
    this.columns = columns;
    this.stopped = stopped;
  }

  /**
   * Of a table whose history is cut.
   *
   * @param stopped whether nobody needs it any more
   * @throws BrokenLedgerException when the rows do not say where they come from
   */
  static LedgerRebuild of(Table table, LedgerId id, RowOrigins origins, BooleanSupplier stopped) {
    LedgerReading reading = LedgerWalk.read(table, id);
    if (!(reading instanceof LedgerReading.Cut cut)) {
      throw new IllegalArgumentException("Cannot rebuild a ledger that is there: " + table.name());
    }
    if (origins == RowOrigins.UNKNOWN) {
      throw new BrokenLedgerException(
          table.name(), id, cut, "iceberg.tables.kafka-columns is false");
    }
    OriginColumns columns = OriginColumns.of(table.schema());
    if (columns == null) {
      throw new BrokenLedgerException(
          table.name(),
          id,
          cut,
          "there are no columns _kafka_topic_id, _kafka_topic, _kafka_partition and _kafka_offset");
    }
    return new LedgerRebuild(table, id, cut, columns, stopped);
  }

  /**
   * Reads what has to be read.
   *
   * @throws BrokenLedgerException when that does not tell
   * @throws java.util.concurrent.CancellationException when stopped or interrupted
   */
  LedgerLook run() {
    List<ManifestFile> manifests = head.dataManifests(table.io());
    RebuildProgress progress =
        new RebuildProgress(table.name(), count(manifests), stopped, System::nanoTime);
    StreamExtents extents = new StreamExtents();
    FileOrigins files = new FileOrigins(table, columns, extents, progress);
    try {
      manifests.forEach(manifest -> add(manifest, files));
    } catch (UnreadableOriginsException e) {
      throw broken(String.valueOf(e.getMessage()));
    }
    Ledger ledger = extents.ledger();
    requireOurs(ledger);
    LOG.warn(
        "Rebuilt the ledger of {} from its rows, because its history ends at snapshot {}, whose"
            + " parent {} has expired: {}; {}. What was rejected after these is read again, and the"
            + " next commit says all of it",
        table.name(),
        cut.snapshotId(),
        cut.missingParentId(),
        progress.describe(),
        ledger.entries().entrySet().stream()
            .map(e -> e.getKey() + " [" + e.getValue().base() + ", " + e.getValue().end() + ")")
            .toList());
    return new LedgerLook(ledger, head.snapshotId());
  }

  private void add(ManifestFile manifest, FileOrigins files) {
    try (ManifestReader<DataFile> live = ManifestFiles.read(manifest, table.io(), table.specs())) {
      for (DataFile file : live) {
        files.add(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long count(List<ManifestFile> manifests) {
    long files = 0;
    for (ManifestFile manifest : manifests) {
      Integer added = manifest.addedFilesCount();
      Integer existing = manifest.existingFilesCount();
      files += (added == null ? 0 : added) + (existing == null ? 0 : existing);
    }
    return files;
  }

  /** Rows do not say under which ledger they were written. */
  private void requireOurs(Ledger ledger) {
    for (StreamKey key : LedgerWalk.streamsOfOthers(table, id)) {
      if (ledger.entry(key) != null) {
        throw broken("those of " + key + " may have been written under another ledger id");
      }
    }
  }

  private BrokenLedgerException broken(String why) {
    return new BrokenLedgerException(table.name(), id, cut, why);
  }
}
