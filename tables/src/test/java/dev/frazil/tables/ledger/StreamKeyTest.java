package dev.frazil.tables.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StreamKeyTest {

  @Test
  void isShownAsKafkaDoes() {
    assertThat(new StreamKey("id", "events_views", 2)).hasToString("events_views-2");
  }

  @Test
  void isOrderedByTopicThenIdThenNumber() {
    StreamKey a2 = new StreamKey("", "a", 2);
    StreamKey a10 = new StreamKey("", "a", 10);
    StreamKey aWithId = new StreamKey("x", "a", 0);
    StreamKey b = new StreamKey("", "b", 0);
    TreeSet<StreamKey> sorted = new TreeSet<>();
    sorted.add(b);
    sorted.add(aWithId);
    sorted.add(a10);
    sorted.add(a2);
    assertThat(sorted).containsExactly(a2, a10, aWithId, b);
  }

  @Test
  void refusesWhatKafkaHasNot() {
    assertThatThrownBy(() -> new StreamKey("", "", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid topic: empty (expected a name)");
    assertThatThrownBy(() -> new StreamKey("", "a", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid partition: -1 (expected 0 or more)");
  }
}
