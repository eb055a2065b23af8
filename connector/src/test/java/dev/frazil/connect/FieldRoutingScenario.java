package dev.frazil.connect;

import dev.frazil.connect.deadletter.RecordingReporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.types.Types;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** A partition whose records have a field that decides which tables they go to. */
abstract class FieldRoutingScenario extends RecoveryScenario {
  static final String[] MATCHING = {
    "iceberg.tables", "silver.events,silver.clicks",
    "iceberg.tables.route-field", "kind",
    "iceberg.table.silver.events.route-regex", "event|both",
    "iceberg.table.silver.clicks.route-regex", "click.*|both"
  };
  static final String[] NAMED = {
    "iceberg.tables.dynamic-enabled", "true",
    "iceberg.tables.route-field", "kind",
    "iceberg.tables.allowed-namespaces", "silver",
    "iceberg.tables.dynamic-max-tables", "2"
  };
  static final Schema TEXT_ID =
      new Schema(
          Types.NestedField.required(1, "id", Types.StringType.get()),
          Types.NestedField.optional(2, "kind", Types.StringType.get()));

  static String[] with(String[] entries, String key, String value) {
    List<String> all = new ArrayList<>(List.of(entries));
    all.add(key);
    all.add(value);
    return all.toArray(String[]::new);
  }

  void kinds(long firstId, String... kinds) {
    for (int i = 0; i < kinds.length; i++) {
      topics.produceOfKind(FIRST, kinds[i], firstId + i);
    }
  }

  void consumeAndStop(TestingSink on, TopicPartition... partitions) {
    TestingWorker worker = worker(on);
    worker.assign(partitions);
    consume(worker);
    worker.stop();
  }

  /** Takes all there is and is gone before anything is committed. */
  void consumeAndDie(TestingSink on) {
    TestingWorker worker = worker(on);
    worker.assign(FIRST);
    consume(worker);
  }

  List<String> deadLetters() {
    List<String> letters = new ArrayList<>();
    for (RecordingReporter.Report report : reporter.reports()) {
      SinkRecord record = report.record();
      letters.add(record.originalKafkaOffset() + " " + report.error().getMessage());
    }
    return letters;
  }

  static void rollBack(StoredTable table) {
    Snapshot newest = table.table().currentSnapshot();
    table.table().manageSnapshots().rollbackTo(Objects.requireNonNull(newest.parentId())).commit();
  }
}
