package dev.frazil.connect;

import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;

/** A partition whose rejected records are kept in a table. */
abstract class DeadLetterScenario extends SinkScenario {
  static final String TEMPLATE = "iceberg.deadletters.table-template";
  static final String NAMES = "silver_deadletter.${topic}";
  static final TableIdentifier LETTERS = TableIdentifier.of("silver_deadletter", "events");

  final StoredTable letters = new StoredTable(catalog, LETTERS);
  final TestingSink keeping = sink(TEMPLATE, NAMES);

  TestingWorker keeping() {
    return worker(keeping);
  }

  /** Connect has no dead-letter topic. */
  TestingWorker withoutTopic(TestingSink on) {
    return new TestingWorker(topics, on.task(null), null).start(Map.of());
  }

  /** Another JVM, with all there is for the partition. */
  void ingestAnew() {
    TestingSink anew = sink(TEMPLATE, NAMES);
    TestingWorker worker = worker(anew);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(anew);
    worker.stop();
  }

  /** The same where the broker tells ids and offsets. */
  void ingestKnowing(String... more) {
    List<String> entries = new ArrayList<>(List.of(TEMPLATE, NAMES));
    entries.addAll(List.of(more));
    TestingSink knowing = sink(entries.toArray(String[]::new));
    knowing.topics(topics);
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(knowing);
    worker.stop();
  }

  /** A row, a bad record, a tombstone, a marked record, a row. */
  void produce() {
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    topics.produceTombstone(FIRST);
    topics.produceMarked(FIRST, mark());
    topics.produce(FIRST, 2);
  }

  List<Long> offsets() {
    return letters.rows().stream().map(row -> (Long) row.getField("offset")).sorted().toList();
  }

  /** Of what both tables hold, row 6 would be a dead letter by now; so would the new record 7. */
  void soundRecordsAreRejectedNow() {
    produce();
    ingestAnew();
    topics.produceBad(FIRST);
    topics.produce(FIRST, 3);
    ingestAnew();
    events.table().manageSnapshots().rollbackTo(events.snapshots().get(0).snapshotId()).commit();
    events.table().updateSchema().addColumn("more", Types.StringType.get()).commit();
    events.table().updateSchema().deleteColumn("kind").commit();
    topics.produce(FIRST, 4);
  }

  void rollBack() {
    letters.table().manageSnapshots().rollbackTo(letters.snapshots().get(0).snapshotId()).commit();
  }

  static Headers mark() {
    return RejectMark.mark(
        new ConnectHeaders(),
        new Rejection(RejectReason.INVALID_RATING_VALUE, "$.rating", "7 is too much"));
  }
}
