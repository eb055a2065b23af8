package dev.frazil.cli;

import dev.frazil.cli.events.MovieEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends records to Kafka and counts what arrived. Safe for use by several threads. */
final class EventSender implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  EventSender(String bootstrapServers) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                15_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                30_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends without waiting; fails when an earlier one got no acknowledgement within 30 s. */
  void send(MovieEvent event) {
    requireNoFailure();
    try {
      Future<RecordMetadata> unused =
          producer.send(
              record(event),
              (metadata, e) -> {
                if (e == null) {
                  acknowledged.incrementAndGet();
                } else {
                  failure.compareAndSet(null, e);
                }
              });
    } catch (KafkaException e) {
      throw new CommandFailure("Cannot send to " + event.topic().topic() + ": " + reason(e), e);
    }
  }

  /** Sends one value and waits for where it went. */
  RecordMetadata sendAndWait(ProducerRecord<byte @Nullable [], byte @Nullable []> record) {
    try {
      return producer.send(record).get();
    } catch (ExecutionException e) {
      throw new CommandFailure("Cannot send to " + record.topic() + ": " + reason(cause(e)), e);
    } catch (KafkaException e) {
      throw new CommandFailure("Cannot send to " + record.topic() + ": " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Cannot send to " + record.topic() + ": interrupted", e);
    }
  }

  /** How many records Kafka has acknowledged. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** Waits until all that was sent is acknowledged or has failed. */
  void flush() {
    producer.flush();
    requireNoFailure();
  }

  void requireNoFailure() {
    Exception e = failure.get();
    if (e != null) {
      throw new CommandFailure("Cannot send events: " + reason(e), e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  /** Kafka's own words for a broker that is gone are about metadata and batches. */
  static String reason(Throwable e) {
    return e instanceof TimeoutException
        ? "Kafka does not answer (" + e.getMessage() + ")"
        : String.valueOf(e.getMessage());
  }

  private static Throwable cause(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? e : cause;
  }

  static ProducerRecord<byte @Nullable [], byte @Nullable []> record(MovieEvent event) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> record =
        new ProducerRecord<>(event.topic().topic(), event.key(), event.value());
    record.headers().add(MovieEvent.ID_HEADER, event.id().getBytes(StandardCharsets.US_ASCII));
    return record;
  }
}
