package dev.frazil.transforms.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  private static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  private final EventIds ids = new EventIds();

  /** The example of RFC 9562, appendix A.4. */
  @Test
  void namesMakeTheUuidsOfTheStandard() {
    assertThat(ids.named(DNS, "www.example.com"))
        .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    assertThat(ids.named(URL, "urn:frazil:event-id")).isEqualTo(EventIds.NAMESPACE);
  }

  /** What uuid.uuid5 of Python says. */
  @Test
  void anIdCanBeComputedElsewhere() {
    LineOrigin origin = new LineOrigin("movie_log", 2, 1789, 1_761_401_000_000L);

    assertThat(origin.name()).isEqualTo("movie_log-2@1789/1761401000000");
    assertThat(ids.of(origin)).hasToString("5c8f2af0-729c-5e04-8ce2-b09ad694fc54");
    assertThat(ids.of(origin).version()).isEqualTo(5);
    assertThat(ids.of(origin).variant()).isEqualTo(2);
  }

  @Test
  void anOriginIsThatOfARecord() {
    assertThat(new LineOrigin("t", 0, 0, LineOrigin.NO_TIMESTAMP).name()).isEqualTo("t-0@0/-1");
    assertThatThrownBy(() -> new LineOrigin("", 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid origin: -0@0 (expected a record)");
    assertThatThrownBy(() -> new LineOrigin("t", -1, 0, 0))
        .hasMessage("Invalid origin: t--1@0 (expected a record)");
    assertThatThrownBy(() -> new LineOrigin("t", 0, -1, 0))
        .hasMessage("Invalid origin: t-0@-1 (expected a record)");
  }
}
