package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.CommitSchedule;
import org.junit.jupiter.api.Test;

class SealTriggerTest {
  private final SealTrigger trigger =
      new SealTrigger(new CommitSchedule(10_000, 3_000), 50, () -> 1_000, 5_000);

  @Test
  void isDueOnceAtEachTick() {
    assertThat(trigger.isDue(12_999, 0, 0)).isFalse();
    assertThat(trigger.isDue(13_000, 0, 0)).isTrue();
    assertThat(trigger.isDue(13_000, 0, 0)).isFalse();
    assertThat(trigger.isDue(45_000, 0, 0)).isTrue();
    assertThat(trigger.isDue(45_001, 0, 0)).isFalse();
  }

  @Test
  void isDueAtAnyTimeWhenTooManyBytesAreOpen() {
    assertThat(trigger.isDue(6_000, 0, 999)).isFalse();
    assertThat(trigger.isDue(6_000, 0, 1_000)).isTrue();
    assertThat(trigger.isDue(6_001, 0, 1_000)).isTrue();
  }

  @Test
  void isDueAtAnyTimeWhenTooManyRowsAreOpen() {
    assertThat(trigger.isDue(6_000, 49, 0)).isFalse();
    assertThat(trigger.isDue(6_000, 50, 0)).isTrue();
  }

  @Test
  void saysWhenTheNextTickIs() {
    assertThat(trigger.untilNext(5_000)).isEqualTo(8_000);
  }
}
