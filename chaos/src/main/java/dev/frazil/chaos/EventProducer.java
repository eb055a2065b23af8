package dev.frazil.chaos;

import dev.frazil.chaos.Truth.Destiny;
import dev.frazil.cli.events.EventStream;
import dev.frazil.cli.events.Fate;
import dev.frazil.cli.events.MovieEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events at an even pace, in a thread of its own or of the caller, and writes down what Kafka
 * acknowledged and where.
 */
final class EventProducer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 240_000;

  private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
  private final TruthLog truth;
  private final AtomicLong open = new AtomicLong();
  private final AtomicBoolean running = new AtomicBoolean(true);

  EventProducer(String bootstrapServers, TruthLog truth) {
    this.truth = truth;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                10,
                "compression.type",
                "lz4",
                "max.block.ms",
                PATIENCE_MILLIS,
                "delivery.timeout.ms",
                PATIENCE_MILLIS,
                "request.timeout.ms",
                5_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends until it is told to {@link #halt()}. */
  void run(EventStream stream, int rate) {
    long gap = 1_000_000_000L / rate;
    long next = System.nanoTime();
    while (running.get()) {
      MovieEvent event = stream.next();
      send(event, event.topic().topic(), Destiny.ROW);
      next += gap;
      long ahead = next - System.nanoTime();
      if (ahead > 0) {
        LockSupport.parkNanos(ahead);
      } else if (ahead < -5_000_000_000L) {
        next = System.nanoTime();
      }
    }
  }

  void halt() {
    running.set(false);
  }

  /** Sends so many to one topic and waits until Kafka has them. */
  void sendAll(EventStream stream, String topic, int count, Destiny destiny) {
    for (int i = 0; i < count; i++) {
      send(stream.next(), topic, destiny);
    }
    flush();
  }

  /** Waits until each event is acknowledged or has failed. */
  void flush() {
    producer.flush();
  }

  long unacknowledged() {
    return open.get();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(MovieEvent event, String topic, Destiny destiny) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> record =
        new ProducerRecord<>(topic, event.key(), event.value());
    record.headers().add(MovieEvent.ID_HEADER, event.id().getBytes(StandardCharsets.US_ASCII));
    open.incrementAndGet();
    Future<RecordMetadata> unused =
        producer.send(
            record,
            (place, failure) -> {
              open.decrementAndGet();
              if (failure == null) {
                truth.add(truth(event, topic, place, destiny));
              } else {
                truth.unsure(event.id());
              }
            });
  }

  private static Truth truth(
      MovieEvent event, String topic, RecordMetadata place, Destiny destiny) {
    long payload = RowDigest.ofBytes(event.value());
    if (event.fate() instanceof Fate.Rejected rejected) {
      return new Truth(
          event.id(),
          topic,
          place.partition(),
          place.offset(),
          payload,
          0,
          Destiny.LETTER,
          rejected.reason());
    }
    long row = RowDigest.ofEvent(Objects.requireNonNull(event.value()));
    return new Truth(
        event.id(), topic, place.partition(), place.offset(), payload, row, destiny, "");
  }
}
