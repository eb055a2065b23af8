package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.CommitSchedule;
import org.junit.jupiter.api.Test;

class SealTriggerTest {
  private final SealTrigger trigger =
      new SealTrigger(new CommitSchedule(10_000, 3_000), 1_000, 5_000);

  @Test
  void isDueOnceAtEachTick() {
    assertThat(trigger.isDue(12_999, 0)).isFalse();
    assertThat(trigger.isDue(13_000, 0)).isTrue();
    assertThat(trigger.isDue(13_000, 0)).isFalse();
    assertThat(trigger.isDue(45_000, 0)).isTrue();
    assertThat(trigger.isDue(45_001, 0)).isFalse();
  }

  @Test
  void isDueAtAnyTimeWhenTooMuchIsOpen() {
    assertThat(trigger.isDue(6_000, 999)).isFalse();
    assertThat(trigger.isDue(6_000, 1_000)).isTrue();
    assertThat(trigger.isDue(6_001, 1_000)).isTrue();
  }

  @Test
  void saysWhenTheNextTickIs() {
    assertThat(trigger.untilNext(5_000)).isEqualTo(8_000);
  }
}
