package dev.frazil.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads back tables and dead letters with Iceberg's and Kafka's own clients. */
final class Reading {
  private static final Pattern REASON = Pattern.compile("^reason=([a-z_]+) .*", Pattern.DOTALL);
  private static final String ERRORS = "__connect.errors.";

  private Reading() {}

  /**
   * All rows of a table.
   *
   * @param findings is told when two rows say that they are the same record of Kafka
   */
  static void rows(String topic, Table table, Consumer<SilverRow> rows, Consumer<String> findings) {
    boolean placed = table.schema().findField("_kafka_offset") != null;
    Set<String> places = new HashSet<>();
    try (CloseableIterable<Record> all = IcebergGenerics.read(table).build()) {
      for (Record row : all) {
        String origin = placed ? origin(row) : "";
        if (placed && !places.add(row.getField("_kafka_topic_id") + " " + origin)) {
          findings.accept("two rows of " + table.name() + " are " + origin);
        }
        rows.accept(
            new SilverRow(
                topic, String.valueOf(row.getField("event_id")), RowDigest.ofRow(row), origin));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + table.name(), e);
    }
  }

  /** Each live file must be referred to once, and be in the store with its length. */
  static int files(Table table, Consumer<String> findings) {
    Map<String, Integer> times = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        String location = task.file().location();
        if (times.merge(location, 1, Integer::sum) == 2) {
          findings.accept("a file is in " + table.name() + " twice: " + location);
        }
        long length = lengthOf(table, location);
        if (length != task.file().fileSizeInBytes()) {
          findings.accept(
              "a file of %s has %d bytes, not %d: %s"
                  .formatted(table.name(), length, task.file().fileSizeInBytes(), location));
        }
      }
      return times.size();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files of " + table.name(), e);
    }
  }

  /** All dead letters that are in the topic now. */
  static void letters(String bootstrapServers, String topic, Consumer<Letter> letters) {
    try (KafkaConsumer<byte[], byte @Nullable []> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte @Nullable []> record :
            consumer.poll(Duration.ofSeconds(1))) {
          letters.accept(letter(record));
        }
      }
    }
  }

  /**
   * All rows of a table of dead letters.
   *
   * @param findings is told when two rows say that they are the same record of Kafka
   */
  static void keptLetters(Table table, Consumer<Letter> letters, Consumer<String> findings) {
    Set<String> places = new HashSet<>();
    try (CloseableIterable<Record> all = IcebergGenerics.read(table).build()) {
      for (Record row : all) {
        String origin = origin(row);
        if (!places.add(row.getField("_kafka_topic_id") + " " + origin)) {
          findings.accept("two rows of " + table.name() + " are " + origin);
        }
        letters.accept(
            new Letter(
                eventId((List<?>) row.getField("headers")),
                row.getField("topic")
                    + "-"
                    + row.getField("partition")
                    + "@"
                    + row.getField("offset"),
                String.valueOf(row.getField("error_reason")),
                RowDigest.ofBytes(payload(row))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + table.name(), e);
    }
  }

  private static String eventId(List<?> headers) {
    for (Object each : headers) {
      Record header = (Record) each;
      if ("event-id".equals(header.getField("key"))) {
        return StandardCharsets.UTF_8
            .decode(((ByteBuffer) header.getField("value")).duplicate())
            .toString();
      }
    }
    return "";
  }

  private static byte @Nullable [] payload(Record row) {
    if (row.getField("raw_payload") instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    } else if (row.getField("raw_bytes") instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    return null;
  }

  private static Letter letter(ConsumerRecord<byte[], byte @Nullable []> record) {
    Matcher reason = REASON.matcher(header(record, ERRORS + "exception.message"));
    return new Letter(
        header(record, "event-id"),
        header(record, ERRORS + "topic")
            + "-"
            + header(record, ERRORS + "partition")
            + "@"
            + header(record, ERRORS + "offset"),
        reason.matches() ? reason.group(1) : "unknown",
        RowDigest.ofBytes(record.value()));
  }

  private static String header(ConsumerRecord<byte[], byte @Nullable []> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String origin(Record row) {
    return row.getField("_kafka_topic")
        + "-"
        + row.getField("_kafka_partition")
        + "@"
        + row.getField("_kafka_offset");
  }

  private static long lengthOf(Table table, String location) {
    try {
      return table.io().newInputFile(location).getLength();
    } catch (RuntimeException e) {
      return -1;
    }
  }
}
