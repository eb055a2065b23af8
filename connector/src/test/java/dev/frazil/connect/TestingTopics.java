package dev.frazil.connect;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.broker.GroupOffset;
import dev.frazil.connect.broker.SourceTopics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Kafka as far as a sink sees it: logs of records, and the offsets that a group has committed.
 * Asked by several threads.
 */
final class TestingTopics implements SourceTopics {
  static final Schema EVENT =
      SchemaBuilder.struct()
          .name("event")
          .field("id", Schema.INT64_SCHEMA)
          .field("kind", Schema.OPTIONAL_STRING_SCHEMA)
          .build();

  private static final Schema WRONG =
      SchemaBuilder.struct().name("wrong").field("id", Schema.STRING_SCHEMA).build();

  private final Map<TopicPartition, List<@Nullable SinkRecord>> logs = new ConcurrentHashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> starts = new ConcurrentHashMap<>();
  private final AtomicInteger failingStarts = new AtomicInteger();
  private volatile CountDownLatch questions = new CountDownLatch(0);
  private volatile CountDownLatch answers = new CountDownLatch(0);
  private volatile boolean silent;
  private volatile boolean isThere = true;
  private long firstTimestamp = 1_000;
  private int generation = 1;

  /** Deletes all topics and makes them again, later. */
  synchronized void recreate() {
    logs.clear();
    starts.clear();
    committed.clear();
    generation++;
    firstTimestamp += 1_000_000;
  }

  /** Deletes all topics. */
  void delete() {
    logs.clear();
    isThere = false;
  }

  /** The ids of topics that are asked for from now on are on their way until {@link #answer}. */
  void delayAnswers() {
    questions = new CountDownLatch(1);
    answers = new CountDownLatch(1);
  }

  /** Whether somebody has asked since. */
  boolean isAsked() {
    return questions.getCount() == 0;
  }

  /** What is on its way arrives. */
  void answer() {
    answers.countDown();
  }

  /** The broker does not tell the ids of topics that are open. */
  synchronized void silence() {
    silent = true;
  }

  void speak() {
    silent = false;
  }

  /** Adds events with the given ids. */
  void produce(TopicPartition partition, long... ids) {
    for (long id : ids) {
      add(partition, EVENT, new Struct(EVENT).put("id", id).put("kind", "k" + id), noHeaders());
    }
  }

  /** Adds an event whose field {@code kind} says this; null for nothing. */
  void produceOfKind(TopicPartition partition, @Nullable String kind, long id) {
    add(partition, EVENT, new Struct(EVENT).put("id", id).put("kind", kind), noHeaders());
  }

  /** Adds an event that a transform sends to another topic's table. */
  void produceRenamed(TopicPartition partition, String topic, long id) {
    addRenamed(partition, topic, EVENT, new Struct(EVENT).put("id", id));
  }

  /** Adds a record that a transform sends to another topic's table, where it cannot be a row. */
  void produceRenamedBad(TopicPartition partition, String topic) {
    addRenamed(partition, topic, WRONG, new Struct(WRONG).put("id", "text"));
  }

  private void addRenamed(TopicPartition partition, String topic, Schema schema, Struct value) {
    long offset = end(partition);
    log(partition)
        .add(
            new SinkRecord(
                topic,
                partition.partition(),
                null,
                null,
                schema,
                value,
                offset,
                firstTimestamp + offset,
                TimestampType.CREATE_TIME,
                noHeaders(),
                partition.topic(),
                partition.partition(),
                offset));
  }

  /** Adds a record that cannot become a row of a table of events. */
  void produceBad(TopicPartition partition) {
    add(partition, WRONG, new Struct(WRONG).put("id", "text"), noHeaders());
  }

  /** Adds an event that a transform has marked as rejected. */
  void produceMarked(TopicPartition partition, Headers mark) {
    add(partition, EVENT, new Struct(EVENT).put("id", -1L), mark);
  }

  /** Adds a value without schema, as converters make of JSON. */
  void produceMap(TopicPartition partition, Map<String, ?> value) {
    add(partition, null, value, noHeaders());
  }

  /** Adds what a converter made of a value. */
  void produceConverted(TopicPartition partition, SchemaAndValue converted) {
    add(partition, converted.schema(), converted.value(), noHeaders());
  }

  /** From now on the converter makes something else of the value at an offset. */
  void convertAnew(TopicPartition partition, long offset, SchemaAndValue converted) {
    List<@Nullable SinkRecord> log = log(partition);
    SinkRecord before = Objects.requireNonNull(log.get((int) offset));
    log.set(
        (int) offset,
        before.newRecord(
            before.topic(),
            before.kafkaPartition(),
            before.keySchema(),
            before.key(),
            converted.schema(),
            converted.value(),
            before.timestamp()));
  }

  void produceTombstone(TopicPartition partition) {
    add(partition, null, null, noHeaders());
  }

  /** An offset without a record, as compaction and transactions leave behind. */
  void skip(TopicPartition partition) {
    log(partition).add(null);
  }

  /** Retention removes everything before an offset. */
  void expire(TopicPartition partition, long before) {
    starts.put(partition, before);
  }

  /** The log loses everything from an offset on. */
  void truncate(TopicPartition partition, long end) {
    List<@Nullable SinkRecord> log = log(partition);
    log.subList((int) end, log.size()).clear();
  }

  @Override
  public String id(String topic) {
    return "id-of-" + topic + "-" + generation;
  }

  @Override
  public Map<String, String> ids(Set<String> names) {
    Map<String, String> ids = idsNow(names);
    questions.countDown();
    awaitLatch(answers);
    return ids;
  }

  private synchronized Map<String, String> idsNow(Set<String> names) {
    if (silent) {
      throw new KafkaException("Cannot ask the broker: it is silent");
    }
    return isThere ? SourceTopics.super.ids(names) : Map.of();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** So many times the broker will not say where partitions begin. */
  void failStarts(int times) {
    failingStarts.set(times);
  }

  @Override
  public Map<TopicPartition, Long> starts(List<TopicPartition> partitions) {
    if (failingStarts.getAndDecrement() > 0) {
      throw new KafkaException("Cannot ask the broker: it is silent");
    }
    return SourceTopics.super.starts(partitions);
  }

  @Override
  public LogEnds ends(TopicPartition partition) {
    return new LogEnds(start(partition), end(partition));
  }

  @Override
  public GroupOffset groupOffset(TopicPartition partition) {
    OffsetAndMetadata offset = committed.get(partition);
    return offset == null ? GroupOffset.NONE : GroupOffset.of(offset);
  }

  long start(TopicPartition partition) {
    return starts.getOrDefault(partition, 0L);
  }

  /** The record at an offset, or null when there is none. */
  @Nullable SinkRecord record(TopicPartition partition, long offset) {
    return log(partition).get((int) offset);
  }

  long end(TopicPartition partition) {
    return log(partition).size();
  }

  /** What the group has committed; 0 when nothing. */
  long committed(TopicPartition partition) {
    OffsetAndMetadata offset = committed.get(partition);
    return offset == null ? 0 : offset.offset();
  }

  void commit(TopicPartition partition, long offset) {
    commit(partition, new OffsetAndMetadata(offset));
  }

  void commit(TopicPartition partition, OffsetAndMetadata offset) {
    committed.put(partition, offset);
  }

  private void add(
      TopicPartition partition, @Nullable Schema schema, @Nullable Object value, Headers headers) {
    List<@Nullable SinkRecord> log = log(partition);
    log.add(
        new SinkRecord(
            partition.topic(),
            partition.partition(),
            Schema.STRING_SCHEMA,
            "key",
            schema,
            value,
            log.size(),
            firstTimestamp + log.size(),
            TimestampType.CREATE_TIME,
            headers));
  }

  private List<@Nullable SinkRecord> log(TopicPartition partition) {
    return logs.computeIfAbsent(
        partition, unused -> Collections.synchronizedList(new ArrayList<>()));
  }

  private static Headers noHeaders() {
    return new ConnectHeaders();
  }
}
