package dev.frazil.connect;

import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerWalk;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A table as a reader finds it. */
record StoredTable(Catalog catalog, TableIdentifier name) {
  boolean exists() {
    return catalog.tableExists(name);
  }

  Table table() {
    return catalog.loadTable(name);
  }

  List<Record> rows() {
    List<Record> rows = new ArrayList<>();
    if (exists()) {
      try (CloseableIterable<Record> records = IcebergGenerics.read(table()).build()) {
        records.forEach(rows::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rows;
  }

  /** The ids of the rows, in no order, as often as they are there. */
  List<Long> ids() {
    return rows().stream().map(row -> (Long) row.getField("id")).toList();
  }

  List<Snapshot> snapshots() {
    List<Snapshot> snapshots = new ArrayList<>();
    table().snapshots().forEach(snapshots::add);
    return snapshots;
  }

  /** What the newest snapshot says about itself. */
  CommitFacts facts() {
    return CommitFacts.read(table().currentSnapshot().summary()).orElseThrow();
  }

  @Nullable LedgerEntry ledger(TopicPartition partition) {
    return ledger(partition, "");
  }

  @Nullable LedgerEntry ledger(TopicPartition partition, String topicId) {
    return LedgerWalk.current(table(), LedgerId.DEFAULT)
        .entry(new StreamKey(topicId, partition.topic(), partition.partition()));
  }
}
