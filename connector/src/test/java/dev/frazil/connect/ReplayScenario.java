package dev.frazil.connect;

import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.replay.Letter;
import dev.frazil.connect.replay.Outcome;
import dev.frazil.connect.replay.Passed;
import dev.frazil.connect.replay.Replay;
import dev.frazil.connect.replay.ReplayMode;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.tables.ledger.StreamKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records that the sink has rejected, and a chain that makes events of them by now. */
abstract class ReplayScenario extends SinkScenario {
  /** The text of a value that no chain takes. */
  static final String HOPELESS = "hopeless";

  /** The connector's configuration, for sinks and replays that are made from now on. */
  String[] entries = {};

  /** What replays ask. */
  SourceTopics brokers = SourceTopics.UNKNOWN;

  TaskTime time = TaskTime.REAL;

  /** A row, a bad record, a row: all are committed. */
  void aRecordIsRejected() {
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    topics.produce(FIRST, 2);
    ingest();
  }

  /** All that there is is committed, by another JVM. */
  void ingest() {
    TestingSink anew = sink(entries);
    TestingWorker worker = worker(anew);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(anew);
    worker.stop();
  }

  /** The rejected record, whose value is the id that it gets as a row. */
  static Letter letter(long offset, String value) {
    return letter("", FIRST, offset, value);
  }

  static Letter letter(String topicId, TopicPartition partition, long offset, String value) {
    return new Letter(
        new StreamKey(topicId, partition.topic(), partition.partition()),
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            offset,
            1_000 + offset,
            TimestampType.CREATE_TIME,
            0,
            0,
            null,
            value.getBytes(StandardCharsets.UTF_8),
            new RecordHeaders(),
            Optional.empty()));
  }

  /** What became of each, by offset. */
  Map<Long, Outcome> replay(ReplayMode mode, Letter... letters) {
    Map<Long, Outcome> byOffset = new TreeMap<>();
    List<Outcome> outcomes = outcomes(mode, letters);
    for (int i = 0; i < letters.length; i++) {
      byOffset.put(letters[i].record().offset(), outcomes.get(i));
    }
    return byOffset;
  }

  /** What became of each, in their order. */
  List<Outcome> outcomes(ReplayMode mode, Letter... letters) {
    return outcomes(ReplayScenario::pass, mode, letters);
  }

  List<Outcome> outcomes(
      Function<ConsumerRecord<byte[], byte[]>, Passed> chain, ReplayMode mode, Letter... letters) {
    IdentityHashMap<Letter, Outcome> outcomes = new IdentityHashMap<>();
    try (Replay replay =
        new Replay(
            SinkConfig.of(TestingSink.entries(entries)),
            () -> catalog,
            brokers,
            chain,
            mode,
            time,
            outcomes::put)) {
      Arrays.stream(letters).forEach(replay::take);
      replay.settle();
    }
    return Arrays.stream(letters)
        .map(letter -> Objects.requireNonNull(outcomes.get(letter)))
        .toList();
  }

  static Passed pass(ConsumerRecord<byte[], byte[]> record) {
    String text = new String(Objects.requireNonNull(record.value()), StandardCharsets.UTF_8);
    if (text.equals(HOPELESS)) {
      return new Passed.Failed("invalid_json", "$", "Cannot read it");
    }
    Struct event =
        new Struct(TestingTopics.EVENT).put("id", Long.parseLong(text)).put("kind", "replayed");
    return new Passed.Delivered(
        new SinkRecord(
            record.topic(),
            record.partition(),
            null,
            null,
            TestingTopics.EVENT,
            event,
            record.offset(),
            record.timestamp(),
            record.timestampType()));
  }
}
