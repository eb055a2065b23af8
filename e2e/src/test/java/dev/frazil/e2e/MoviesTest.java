package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.cli.events.EventMix;
import dev.frazil.cli.events.EventStream;
import dev.frazil.cli.events.Fate;
import dev.frazil.cli.events.MovieEvent;
import dev.frazil.cli.events.MovieTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Broker.createShipped("topics.json");
    ShippedConnector movies =
        ShippedConnector.movies().as("movies", Map.of("iceberg.commit.interval-ms", "2000"));
    movies.deploy();

    Map<String, MovieEvent> sent = produce();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(movies.name(), MovieTopic.names()));

    Map<String, String> expectedRows = new TreeMap<>();
    Map<String, String> expectedLetters = new TreeMap<>();
    sent.forEach(
        (origin, event) -> {
          if (event.fate() instanceof Fate.Rejected rejected) {
            expectedLetters.put(origin, rejected.reason());
          } else {
            expectedRows.put(origin, event.id());
          }
        });

    Map<String, String> rows = new TreeMap<>();
    long count = 0;
    for (String topic : MovieTopic.names()) {
      for (Map<String, @Nullable Object> row :
          Stack.spark()
              .query(
                  "select concat(_kafka_topic, '-', _kafka_partition, '@', _kafka_offset) origin,"
                      + " event_id from silver."
                      + topic)) {
        rows.put(String.valueOf(row.get("origin")), String.valueOf(row.get("event_id")));
        count++;
      }
    }
    assertThat(rows).isEqualTo(expectedRows).hasSize((int) count);

    Map<String, String> letters = new TreeMap<>();
    Broker.deadLetters("movies.dlq")
        .forEach(letter -> letters.put(letter.origin(), letter.rejection().reason().code()));
    assertThat(letters).isEqualTo(expectedLetters);
    movies.delete();
  }

  /** Sends the stream; answers which event went where. */
  private static Map<String, MovieEvent> produce() throws Exception {
    EventStream stream = EventStream.of(EventMix.REALISTIC, 20251217, Instant.now());
    List<MovieEvent> events = new ArrayList<>(EVENTS);
    List<Future<RecordMetadata>> places = new ArrayList<>(EVENTS);
    try (KafkaProducer<byte @Nullable [], byte @Nullable []> producer = Broker.producer()) {
      for (int i = 0; i < EVENTS; i++) {
        MovieEvent event = stream.next();
        events.add(event);
        places.add(
            producer.send(new ProducerRecord<>(event.topic().topic(), event.key(), event.value())));
      }
      producer.flush();
    }
    Map<String, MovieEvent> byOrigin = new TreeMap<>();
    for (int i = 0; i < EVENTS; i++) {
      RecordMetadata place = places.get(i).get();
      String origin = place.topic() + "-" + place.partition() + "@" + place.offset();
      byOrigin.put(origin, events.get(i));
    }
    return byOrigin;
  }
}
