package dev.frazil.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventReader;
import dev.frazil.transforms.contract.EventStruct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class ViewEventsTest {
  private static final int COUNT = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyEventHas216BytesAndKeepsTheContract() throws IOException {
    EventReader reader = EventContract.compile(contract()).reader(1_000);
    for (byte[] event : events(7)) {
      assertThat(event).hasSize(216);
      assertThat(reader.read(event))
          .as(new String(event, StandardCharsets.UTF_8))
          .isInstanceOf(EventStruct.class);
    }
  }

  @Test
  void sameSeedSameBytesOtherSeedOtherBytes() {
    assertThat(events(7)).containsExactlyElementsOf(events(7));
    assertThat(events(7).get(0)).isNotEqualTo(events(8).get(0));
  }

  @Test
  void factsAreThoseOfTheBytes() throws IOException {
    ViewEvents generator = new ViewEvents(COUNT, 7);
    long checksum = 0;
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    Set<String> ids = new HashSet<>();
    while (generator.hasNext()) {
      JsonNode event = JSON.readTree(generator.next());
      long micros =
          ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(event.path("event_ts").asText()));
      earliest = Math.min(earliest, micros);
      latest = Math.max(latest, micros);
      ids.add(event.path("event_id").asText());
      checksum += checksum(event, micros);
    }
    assertThat(generator.facts()).isEqualTo(new RowFacts(COUNT, checksum, earliest, latest));
    assertThat(ids).hasSize(COUNT);
  }

  @Test
  void timesFillTwoDays() {
    RowFacts facts = facts(7);
    assertThat(Instant.EPOCH.plus(facts.earliestMicros(), ChronoUnit.MICROS))
        .isBetween(Instant.parse("2026-11-18T00:00:00Z"), Instant.parse("2026-11-18T00:10:00Z"));
    assertThat(Instant.EPOCH.plus(facts.latestMicros(), ChronoUnit.MICROS))
        .isBetween(Instant.parse("2026-11-19T23:50:00Z"), Instant.parse("2026-11-20T00:00:00Z"));
  }

  @Test
  void noEventsIsRefused() {
    assertThatThrownBy(() -> new ViewEvents(0, 7))
        .hasMessage("Invalid number of events: 0 (expected at least 1)");
  }

  private static long checksum(JsonNode event, long micros) {
    CRC32 crc = new CRC32();
    crc.update(
        String.join(
                "|",
                event.path("event_id").asText(),
                Long.toString(micros),
                event.path("user_id").asText(),
                event.path("movie_id").asText(),
                event.path("session_id").asText(),
                event.path("device_type").asText())
            .getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private static List<byte[]> events(long seed) {
    ViewEvents generator = new ViewEvents(COUNT, seed);
    List<byte[]> events = new ArrayList<>();
    while (generator.hasNext()) {
      events.add(generator.next().clone());
    }
    return events;
  }

  private static RowFacts facts(long seed) {
    ViewEvents generator = new ViewEvents(COUNT, seed);
    while (generator.hasNext()) {
      generator.next();
    }
    return generator.facts();
  }

  private static String contract() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("frazil.home"), "config/contracts/events_views.json"));
  }
}
