package dev.frazil.cli;

import dev.frazil.connect.replay.Letter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends rejected records to the partitions that they came from, at least once, as they came but for
 * a header that says where that was and a new timestamp. One thread.
 */
final class LetterSender implements AutoCloseable {
  /** The header of each: {@code topic-partition@offset} of the rejected record. */
  static final String HEADER = "frazil.replayed-from";

  private static final int MOST_BYTES = 128 << 20;

  private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final Queue<Letter> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable CommandFailure> failure = new AtomicReference<>();

  /**
   * A sender.
   *
   * @param client settings of a Kafka client: brokers and security
   */
  LetterSender(Map<String, String> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MOST_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends without waiting.
   *
   * @throws CommandFailure if an earlier one was not acknowledged, or the partition is not there
   */
  void send(Letter letter) {
    requireNoFailure();
    try {
      requirePartition(letter);
      Future<RecordMetadata> unused =
          producer.send(record(letter), (metadata, e) -> sent(letter, e));
    } catch (KafkaException e) {
      throw cannotSend(letter, e);
    }
  }

  private void requirePartition(Letter letter) {
    String topic = letter.record().topic();
    int count = partitions.computeIfAbsent(topic, name -> producer.partitionsFor(name).size());
    if (letter.record().partition() >= count) {
      throw new CommandFailure(
          "Cannot send "
              + letter.place()
              + " to its topic: "
              + topic
              + " has "
              + count
              + " partitions only");
    }
  }

  private void sent(Letter letter, @Nullable Exception e) {
    if (e == null) {
      acknowledged.add(letter);
    } else {
      failure.compareAndSet(null, cannotSend(letter, e));
    }
  }

  private static CommandFailure cannotSend(Letter letter, Exception e) {
    return new CommandFailure(
        "Cannot send " + letter.place() + " to its topic: " + EventSender.reason(e), e);
  }

  /** Those that were acknowledged since the last time, after all that was sent has its answer. */
  List<Letter> takeAcknowledged() {
    producer.flush();
    List<Letter> taken = new ArrayList<>();
    for (Letter each = acknowledged.poll(); each != null; each = acknowledged.poll()) {
      taken.add(each);
    }
    return taken;
  }

  /** Tells of one that was not acknowledged. */
  void requireNoFailure() {
    CommandFailure first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  static ProducerRecord<byte @Nullable [], byte @Nullable []> record(Letter letter) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> record =
        new ProducerRecord<>(
            letter.record().topic(),
            letter.record().partition(),
            letter.record().key(),
            letter.record().value());
    for (Header each : letter.record().headers()) {
      if (!each.key().equals(HEADER)) {
        record.headers().add(each);
      }
    }
    record.headers().add(HEADER, letter.place().getBytes(StandardCharsets.UTF_8));
    return record;
  }

  @Override
  public void close() {
    producer.close();
  }
}
