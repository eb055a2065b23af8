package dev.frazil.transforms.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutagesTest {
  private static final long SECOND = 1_000_000_000L;

  private long nowNanos = Long.MAX_VALUE - 1_000;
  private final Outages outages = new Outages(() -> nowNanos);

  @Test
  void anAnswerThatIsNoSchemaIsRememberedForTwoSecondsAndForItsSchemaOnly() {
    outages.ofSchema("orders", 7, "broken");

    assertThat(outages.recent("orders", 7)).isEqualTo("broken");
    assertThat(outages.recent("orders", 8)).isNull();
    assertThat(outages.recent("parcels", 7)).isNull();
    nowNanos += 2 * SECOND - 1;
    assertThat(outages.recent("orders", 7)).isEqualTo("broken");
    nowNanos++;
    assertThat(outages.recent("orders", 7)).isNull();
  }

  @Test
  void aRegistryThatIsAwayIsAskedForNothingForTwoSeconds() {
    assertThat(outages.recent("orders", 7)).isNull();
    outages.ofRegistry("orders", 7, "down");

    assertThat(outages.recent("orders", 7)).isEqualTo("down");
    assertThat(outages.recent("orders", 8)).isEqualTo("down");
    assertThat(outages.recent("parcels", 9)).isEqualTo("down");
    nowNanos += 2 * SECOND - 1;
    assertThat(outages.recent("orders", 8)).isEqualTo("down");
    nowNanos++;
    assertThat(outages.recent("orders", 8)).isNull();
  }

  @Test
  void theSchemaThatWasAskedForInVainHasItsNextTurnAfterOthers() {
    assertThat(outages.recent("orders", 7)).isNull();
    outages.ofRegistry("orders", 7, "down");

    nowNanos += 4 * SECOND - 1;
    assertThat(outages.recent("orders", 7)).isEqualTo("down");
    assertThat(outages.recent("orders", 8)).isNull();
    nowNanos++;
    assertThat(outages.recent("orders", 7)).isNull();
  }

  @Test
  void aRegistryThatHangsIsLeftAloneForAsLongAsItHung() {
    assertThat(outages.recent("orders", 7)).isNull();
    nowNanos += 30 * SECOND;
    outages.ofRegistry("orders", 7, "timed out");

    nowNanos += 30 * SECOND - 1;
    assertThat(outages.recent("orders", 8)).isEqualTo("timed out");
    nowNanos++;
    assertThat(outages.recent("orders", 8)).isNull();
  }

  @Test
  void itIsLeftAloneForAMinuteAtMost() {
    assertThat(outages.recent("orders", 7)).isNull();
    nowNanos += 600 * SECOND;
    outages.ofRegistry("orders", 7, "timed out");

    nowNanos += 60 * SECOND;
    assertThat(outages.recent("orders", 8)).isNull();
  }

  @Test
  void whatWasReadBeforeNeedsNoRegistry() {
    outages.read("orders", 5);
    outages.read("orders", 6);
    assertThat(outages.recent("orders", 7)).isNull();
    outages.ofRegistry("orders", 7, "down");

    assertThat(outages.recent("orders", 5)).isNull();
    assertThat(outages.recent("orders", 6)).isNull();
    assertThat(outages.recent("parcels", 5)).isEqualTo("down");
  }

  @Test
  void whatTheConverterHasForgottenIsNoLongerKnown() {
    outages.read("orders", 5);
    outages.read("orders", 6);
    assertThat(outages.recent("orders", 5)).isNull();
    outages.ofRegistry("orders", 5, "down");

    assertThat(outages.recent("orders", 5)).isEqualTo("down");
    assertThat(outages.recent("orders", 6)).isNull();

    nowNanos += 4 * SECOND;
    assertThat(outages.recent("orders", 5)).isNull();
    outages.read("orders", 5);
    assertThat(outages.recent("orders", 7)).isNull();
    outages.ofRegistry("orders", 7, "down again");
    assertThat(outages.recent("orders", 5)).isNull();
  }

  @Test
  void thousandsOfSchemasAreNotKept() {
    for (int id = 0; id < 1_000; id++) {
      outages.ofSchema("orders", id, "broken");
    }
    assertThat(outages.recent("orders", 0)).isEqualTo("broken");

    outages.ofSchema("orders", 1_000, "broken");

    assertThat(outages.recent("orders", 0)).isNull();
    assertThat(outages.recent("orders", 1_000)).isEqualTo("broken");
  }
}
