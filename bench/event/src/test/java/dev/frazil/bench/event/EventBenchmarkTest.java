package dev.frazil.bench.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventReader;
import dev.frazil.transforms.contract.EventStruct;
import org.junit.jupiter.api.Test;

/** All that is measured gives the right answer. */
class EventBenchmarkTest {
  @Test
  void everyContenderReadsTheSameValues() {
    EventReader ours = EventContract.compile(EventBenchmark.contract()).reader(1 << 20);
    LibraryReader library = new LibraryReader(EventBenchmark.contract());

    for (byte[] event : ViewEvents.of(1_000)) {
      EventStruct struct = (EventStruct) ours.read(event);
      LibraryReader.View view = library.read(event);
      assertThat(struct.get("event_id")).isEqualTo(view.eventId());
      assertThat(struct.longAt(1)).isEqualTo(view.at().toEpochMilli() * 1_000 + 456);
      assertThat(struct.get("user_id")).isEqualTo(view.userId());
      assertThat(struct.get("movie_id")).isEqualTo(view.movieId());
      assertThat(struct.get("session_id")).isEqualTo(view.sessionId());
      assertThat(struct.get("device_type")).isEqualTo(view.device());
    }
  }
}
