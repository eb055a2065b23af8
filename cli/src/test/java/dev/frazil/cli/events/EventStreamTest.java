package dev.frazil.cli.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 20)
  void sameSeedGivesSameBytes(@ForAll long seed) {
    assertThat(digest(EventMix.REALISTIC, seed, 500))
        .isEqualTo(digest(EventMix.REALISTIC, seed, 500));
  }

  @Property(tries = 20)
  void anotherSeedGivesOtherBytes(@ForAll long seed) {
    assertThat(digest(EventMix.REALISTIC, seed, 50))
        .isNotEqualTo(digest(EventMix.REALISTIC, seed + 1, 50));
  }

  @Test
  void bytesOfASeedStayTheSameOverReleasesAndJavaVersions() {
    EventMix mix = EventMix.REALISTIC.bad(0.01, Set.of(BadKind.NOT_JSON, BadKind.NULL_VALUE));
    assertThat(digest(mix, 42, 10_000)).isEqualTo("dce9eb1810fd6a61");
  }

  @Test
  void sequenceHasNoGapsAndIdsAreUniqueButForRepeats() {
    Map<String, MovieEvent> seen = new HashMap<>();
    long expected = 0;
    for (MovieEvent event : take(EventMix.REALISTIC, 7, 20_000)) {
      assertThat(event.sequence()).isEqualTo(expected++);
      MovieEvent first = seen.putIfAbsent(event.id(), event);
      assertThat(event.repeated()).isEqualTo(first != null);
      if (first != null) {
        assertThat(event.value()).isEqualTo(first.value());
        assertThat(event.topic()).isEqualTo(first.topic());
        assertThat(event.fate()).isEqualTo(new Fate.Silver());
      }
    }
  }

  @Test
  void proportionsAreThoseOfTheMix() {
    List<MovieEvent> events = take(EventMix.REALISTIC, 11, 100_000);
    Map<MovieTopic, Integer> topics = new EnumMap<>(MovieTopic.class);
    int bad = 0;
    int repeated = 0;
    int late = 0;
    int disordered = 0;
    for (MovieEvent event : events) {
      topics.merge(event.topic(), 1, Integer::sum);
      bad += event.fate() instanceof Fate.Rejected ? 1 : 0;
      repeated += event.repeated() ? 1 : 0;
      if (!event.repeated()) {
        Duration delay = Duration.between(event.eventTime(), START.plusMillis(event.sequence()));
        late += delay.compareTo(Duration.ofSeconds(60)) >= 0 ? 1 : 0;
        disordered +=
            delay.compareTo(Duration.ofMillis(2)) > 0 && delay.compareTo(Duration.ofSeconds(31)) < 0
                ? 1
                : 0;
      }
    }
    assertThat(topics.get(MovieTopic.VIEWS)).isCloseTo(70_000, within(1_000));
    assertThat(topics.get(MovieTopic.CLICKS)).isCloseTo(25_000, within(1_000));
    assertThat(topics.get(MovieTopic.RATINGS)).isCloseTo(5_000, within(500));
    assertThat(bad).isCloseTo(1_000, within(150));
    assertThat(repeated).isCloseTo(500, within(100));
    assertThat(late).isCloseTo(1_000, within(150));
    assertThat(disordered).isCloseTo(5_000, within(300));
  }

  @Test
  void everyKindOfBadEventComesEvenInAShortStream() {
    Set<BadKind> kinds = EnumSet.noneOf(BadKind.class);
    for (MovieEvent event : take(EventMix.REALISTIC, 3, 8_000)) {
      if (event.fate() instanceof Fate.Rejected rejected) {
        kinds.add(rejected.kind());
        assertThat(rejected.kind().topics()).contains(event.topic());
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder(BadKind.values());
  }

  @Test
  void goodEventsAreWhatTheSpecificationPromises() throws IOException {
    for (MovieEvent event : take(EventMix.REALISTIC, 5, 20_000)) {
      if (event.fate() instanceof Fate.Silver) {
        JsonNode json = JSON.readTree(event.value());
        assertThat(json.get("event_id").asText()).isEqualTo(event.id()).hasSize(36);
        assertThat(json.get("event_type").asText()).isEqualTo(event.topic().eventType());
        assertThat(OffsetDateTime.parse(json.get("event_ts").asText()).toInstant())
            .isEqualTo(event.eventTime());
        assertThat(json.get("user_id").isIntegralNumber()).isTrue();
        assertThat(json.get("movie_id").asDouble()).isBetween(1.0, 1000.0);
        if (event.topic() == MovieTopic.RATINGS) {
          double rating = json.get("rating").asDouble();
          assertThat(rating).isBetween(0.5, 5.0);
          assertThat(rating * 2).isEqualTo(Math.rint(rating * 2));
        }
      }
    }
  }

  @Test
  void popularMoviesArePopular() throws IOException {
    Map<Long, Integer> views = new HashMap<>();
    for (MovieEvent event : take(EventMix.REALISTIC.bad(0, Set.of()), 9, 50_000)) {
      views.merge(JSON.readTree(event.value()).get("movie_id").asLong(), 1, Integer::sum);
    }
    assertThat(views.get(1L)).isGreaterThan(5_000).isGreaterThan(7 * views.getOrDefault(10L, 0));
    assertThat(views.keySet()).hasSizeGreaterThan(900);
  }

  @Test
  void someReviewsArePolishAndKeepTheirLetters() {
    Set<String> reviews = new HashSet<>();
    for (MovieEvent event : take(EventMix.REALISTIC.only(MovieTopic.RATINGS), 1, 1_000)) {
      byte[] value = event.value();
      if (value != null) {
        reviews.add(new String(value, StandardCharsets.UTF_8));
      }
    }
    assertThat(reviews).anyMatch(review -> review.contains("Zażółć gęślą jaźń"));
  }

  @Test
  void aMixOfOneTopicAndOneKindHasNothingElse() {
    EventMix mix =
        EventMix.REALISTIC.only(MovieTopic.CLICKS).bad(1, Set.of(BadKind.UNKNOWN_CLICK_TYPE));
    for (MovieEvent event : take(mix, 1, 100)) {
      assertThat(event.topic()).isEqualTo(MovieTopic.CLICKS);
      assertThat(event.fate()).isEqualTo(new Fate.Rejected(BadKind.UNKNOWN_CLICK_TYPE));
      assertThat(new String(event.value(), StandardCharsets.UTF_8))
          .contains("\"click_type\":\"banner\"");
    }
  }

  @Test
  void mixRefusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventMix.REALISTIC.bad(1.5, Set.of(BadKind.NOT_JSON)))
        .withMessage("Invalid bad ratio: 1.5 (expected 0 to 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EventMix.REALISTIC.only(MovieTopic.VIEWS).bad(0.5, Set.of(BadKind.RATING_TOO_HIGH)))
        .withMessage(
            "Invalid bad kinds: rating-too-high (expected one that events of events_views can"
                + " have)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventMix.REALISTIC.spaced(Duration.ofMillis(-1)))
        .withMessage("Invalid gap: PT-0.001S (expected 0 or more)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MovieTopic.of("events_likes"))
        .withMessage(
            "Invalid movie topic: events_likes"
                + " (expected one of events_views, events_clicks, events_ratings)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BadKind.of("ugly"))
        .withMessage("Invalid bad kind: ugly (expected one that is known)");
  }

  private static List<MovieEvent> take(EventMix mix, long seed, int count) {
    EventStream stream = EventStream.of(mix, seed, START);
    List<MovieEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(stream.next());
    }
    return events;
  }

  private static String digest(EventMix mix, long seed, int count) {
    MessageDigest digest = sha256();
    for (MovieEvent event : take(mix, seed, count)) {
      digest.update(event.topic().topic().getBytes(StandardCharsets.UTF_8));
      digest.update(event.key() == null ? new byte[] {0} : event.key());
      digest.update(event.value() == null ? new byte[] {0} : event.value());
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
