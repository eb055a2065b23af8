package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.cli.events.EventMix;
import dev.frazil.cli.events.EventStream;
import dev.frazil.cli.events.Fate;
import dev.frazil.cli.events.MovieEvent;
import dev.frazil.cli.events.MovieTopic;
import dev.frazil.local.TopicSpec;
import dev.frazil.local.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The shipped configuration, three tasks, a stream of good and bad events. */
class MoviesTest {
  private static final int EVENTS = 200_000;
  private static final Duration LONG = Duration.ofMinutes(3);

  @Test
  void everyEventIsInSilverOnceOrADeadLetterWithItsReason() throws Exception {
    Path home = Path.of(System.getProperty("frazil.home"));
    try (Topics topics = Broker.topics()) {
      topics.create(TopicSpec.load(home.resolve("config/topics.json")));
    }
    ShippedConnector movies = ShippedConnector.movies();
    movies.deploy(Map.of("iceberg.commit.interval-ms", "2000"));

    Map<String, Fate> fates = produce();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(movies.name(), MovieTopic.names()));

    Map<String, String> expectedRows = new TreeMap<>();
    Map<String, String> expectedLetters = new TreeMap<>();
    fates.forEach(
        (origin, fate) -> {
          if (fate instanceof Fate.Rejected rejected) {
            expectedLetters.put(origin, rejected.reason());
          } else {
            expectedRows.put(origin, "");
          }
        });

    List<String> rows = new ArrayList<>();
    for (String topic : MovieTopic.names()) {
      for (Map<String, @Nullable Object> row :
          Stack.spark()
              .query(
                  "select concat(_kafka_topic, '-', _kafka_partition, '@', _kafka_offset) origin"
                      + " from silver."
                      + topic)) {
        rows.add(String.valueOf(row.get("origin")));
      }
    }
    assertThat(rows).doesNotHaveDuplicates().hasSize(expectedRows.size());
    assertThat(expectedRows.keySet()).containsAll(rows);

    Map<String, String> letters = new TreeMap<>();
    Broker.deadLetters("movies.dlq")
        .forEach(letter -> letters.put(letter.origin(), letter.rejection().reason().code()));
    assertThat(letters).isEqualTo(expectedLetters);
    movies.delete();
  }

  /** Sends the stream; answers the fate of each record by where it went. */
  private static Map<String, Fate> produce() throws Exception {
    EventStream stream = EventStream.of(EventMix.REALISTIC, 20251217, Instant.now());
    List<Future<RecordMetadata>> sent = new ArrayList<>(EVENTS);
    List<Fate> fates = new ArrayList<>(EVENTS);
    try (KafkaProducer<byte @Nullable [], byte @Nullable []> producer = Broker.producer()) {
      for (int i = 0; i < EVENTS; i++) {
        MovieEvent event = stream.next();
        fates.add(event.fate());
        sent.add(
            producer.send(
                new ProducerRecord<>(event.topic().topic(), event.key(), event.value())));
      }
      producer.flush();
    }
    Map<String, Fate> byOrigin = new TreeMap<>();
    for (int i = 0; i < EVENTS; i++) {
      RecordMetadata place = sent.get(i).get();
      byOrigin.put(
          place.topic() + "-" + place.partition() + "@" + place.offset(),
          Objects.requireNonNull(fates.get(i)));
    }
    return byOrigin;
  }
}
