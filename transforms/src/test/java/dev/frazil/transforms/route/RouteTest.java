package dev.frazil.transforms.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RouteTest {
  private final List<String> asked = new ArrayList<>();

  private final Destinations<String> recording =
      text -> {
        asked.add(text);
        if (text.startsWith("bad")) {
          throw new IllegalArgumentException("'" + text + "' is bad");
        }
        return text.substring(0, 1);
      };

  private static SinkRecord record(String kind) {
    return new SinkRecord("events", 0, null, null, null, Map.of("kind", kind), 7);
  }

  private static Routed<String> nowhere(String detail) {
    return new Routed.Nowhere<>(new Rejection(RejectReason.UNROUTABLE, "$.kind", detail));
  }

  private Route<String> route(int most) {
    return new Route<>(RouteSource.field("kind"), recording, most);
  }

  @Test
  void aTextLeadsToItsDestination() {
    assertThat(route(2).of(record("view"))).isEqualTo(new Routed.To<>("v"));
  }

  @Test
  void whatLeadsNowhereIsRejectedWithWhatWasSaid() {
    assertThat(route(2).of(record("bad one")))
        .isEqualTo(nowhere("Cannot route by field kind: 'bad one' is bad"));
  }

  @Test
  void aRecordWithoutTextIsRejected() {
    Routed<String> routed = route(2).of(new SinkRecord("t", 0, null, null, null, Map.of(), 1));

    assertThat(routed).isEqualTo(nowhere("Cannot route by field kind: it is missing"));
  }

  @Test
  void answersAreRemembered() {
    Route<String> route = route(5);
    for (String kind : List.of("view", "view", "bad", "view", "bad")) {
      route.of(record(kind));
    }

    assertThat(asked).containsExactly("view", "bad");
  }

  @Test
  void longTextsAndTooManyAreNotKept() {
    Route<String> route = route(5);
    String giant = "x".repeat(1_000_000);
    route.of(record(giant));
    route.of(record(giant));
    assertThat(asked).hasSize(2);

    for (int i = 0; i < 1_001; i++) {
      route.of(record("v" + i));
    }
    route.of(record("v0"));
    assertThat(asked).hasSize(2 + 1_001 + 1);
  }

  @Test
  void noMoreDestinationsThanAllowedAreOpened() {
    Route<String> route = route(2);
    assertThat(route.of(record("a"))).isEqualTo(new Routed.To<>("a"));
    assertThat(route.of(record("b"))).isEqualTo(new Routed.To<>("b"));

    Routed<String> third =
        nowhere("Cannot route by field kind: 'c' would be one more than 2 destinations");
    assertThat(route.of(record("c"))).isEqualTo(third);
    assertThat(route.of(record("a too"))).isEqualTo(new Routed.To<>("a"));

    route.admit("c");
    assertThat(route.of(record("c"))).isEqualTo(new Routed.To<>("c"));
    assertThat(route.of(record("d"))).isInstanceOf(Routed.Nowhere.class);
    route.release("a");
    route.release("b");
    assertThat(route.of(record("d"))).isEqualTo(new Routed.To<>("d"));
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatThrownBy(() -> route(0))
        .hasMessage("Invalid limit of destinations: 0 (expected 1 or more)");
  }

  @Test
  void aLongRefusalIsCut() {
    Route<String> route =
        new Route<>(
            RouteSource.field("kind"),
            new TopicNames(null, "$0", Set.of(), null),
            Integer.MAX_VALUE);

    Routed<String> routed = route.of(record("/".repeat(1_000)));

    assertThat(((Routed.Nowhere<String>) routed).rejection().detail())
        .isEqualTo(
            "Cannot route by field kind: '"
                + "/".repeat(60)
                + "...' (1000 characters) is no name: U+002F at 1 (expected 1 to 249 of A-Z a-z 0-9"
                + " . _ -)");
  }
}
