package dev.frazil.cli.events;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.EventReader;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.contract.RejectedEvent;
import dev.frazil.transforms.reject.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the generator's claims about events against the contracts that the connector uses. */
class BadKindTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int LARGEST_EVENT = 1_000_000;
  private static final int EVENTS_OF_EACH_KIND = 200;

  private final Map<MovieTopic, EventReader> readers = readers();

  @ParameterizedTest
  @EnumSource
  void everyEventOfAKindIsRejectedForItsReason(BadKind kind) {
    for (MovieTopic topic : kind.topics()) {
      EventMix mix = EventMix.REALISTIC.only(topic).bad(1, Set.of(kind));
      EventStream stream = EventStream.of(mix, kind.name().length(), START);
      for (int i = 0; i < EVENTS_OF_EACH_KIND; i++) {
        MovieEvent event = stream.next();
        assertThat(reason(event))
            .as("%s on %s: %s", kind, topic, text(event))
            .isEqualTo(kind.reason());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonIsADocumentedOne(BadKind kind) {
    assertThat(RejectReason.of(kind.reason()).code()).isEqualTo(kind.reason());
    assertThat(BadKind.of(kind.label())).isEqualTo(kind);
  }

  @Test
  void everyGoodEventIsAccepted() {
    EventStream stream =
        EventStream.of(
            EventMix.REALISTIC.bad(0, Set.of()).spaced(Duration.ofNanos(333)), 17, START);
    for (int i = 0; i < 20_000; i++) {
      MovieEvent event = stream.next();
      assertThat(read(event.topic(), requireNonNull(event.value())))
          .as(text(event))
          .isInstanceOf(EventStruct.class);
    }
  }

  private String reason(MovieEvent event) {
    byte[] value = event.value();
    if (value == null) {
      return "null_value";
    }
    return read(event.topic(), value) instanceof RejectedEvent rejected
        ? rejected.rejection().reason().code()
        : "accepted";
  }

  private EventOutcome read(MovieTopic topic, byte[] value) {
    return requireNonNull(readers.get(topic)).read(value);
  }

  private static String text(MovieEvent event) {
    return event.value() == null ? "null" : new String(event.value(), StandardCharsets.UTF_8);
  }

  private static Map<MovieTopic, EventReader> readers() {
    Map<MovieTopic, EventReader> readers = new EnumMap<>(MovieTopic.class);
    Path contracts = Path.of(System.getProperty("frazil.home"), "config", "contracts");
    for (MovieTopic topic : MovieTopic.values()) {
      try {
        String json = Files.readString(contracts.resolve(topic.topic() + ".json"));
        readers.put(topic, EventContract.compile(json).reader(LARGEST_EVENT));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return readers;
  }
}
