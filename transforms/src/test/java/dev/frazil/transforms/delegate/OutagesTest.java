package dev.frazil.transforms.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutagesTest {
  private long nowNanos = Long.MAX_VALUE - 1_000;
  private final Outages outages = new Outages(() -> nowNanos);

  @Test
  void anOutageIsRememberedForTwoSecondsAndForItsSchemaOnly() {
    outages.remember(7, "down");

    assertThat(outages.recent(7)).isEqualTo("down");
    assertThat(outages.recent(8)).isNull();
    nowNanos += 1_999_999_999L;
    assertThat(outages.recent(7)).isEqualTo("down");
    nowNanos++;
    assertThat(outages.recent(7)).isNull();
  }

  @Test
  void thousandsOfSchemasAreNotKept() {
    for (int id = 0; id < 1_000; id++) {
      outages.remember(id, "down");
    }
    assertThat(outages.recent(0)).isEqualTo("down");

    outages.remember(1_000, "down");

    assertThat(outages.recent(0)).isNull();
    assertThat(outages.recent(1_000)).isEqualTo("down");
  }
}
