package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CommitScheduleTest {
  private static final long LATEST_MS = 10_000_000_000_000L;

  @Test
  void ticksAtItsPhase() {
    CommitSchedule schedule = new CommitSchedule(10_000, 3_000);

    assertThat(schedule.tick(12_999)).isZero();
    assertThat(schedule.untilNext(12_999)).isEqualTo(1);
    assertThat(schedule.tick(13_000)).isEqualTo(1);
    assertThat(schedule.untilNext(13_000)).isEqualTo(10_000);
  }

  @Test
  void refusesAnIntervalThatIsNone() {
    assertThatThrownBy(() -> new CommitSchedule(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid commit interval: 0 ms");
  }

  @Property
  void theNextTickComesWithinTheIntervalAndNotBefore(
      @ForAll @LongRange(min = 1, max = 86_400_000) long intervalMs,
      @ForAll @LongRange(min = 0, max = 86_400_000) long phaseMs,
      @ForAll @LongRange(min = 0, max = LATEST_MS) long nowMs) {
    CommitSchedule schedule = new CommitSchedule(intervalMs, phaseMs);

    long untilNext = schedule.untilNext(nowMs);

    assertThat(untilNext).isBetween(1L, intervalMs);
    assertThat(schedule.tick(nowMs + untilNext - 1)).isEqualTo(schedule.tick(nowMs));
    assertThat(schedule.tick(nowMs + untilNext)).isEqualTo(schedule.tick(nowMs) + 1);
  }

  @Property
  void everyIntervalHasOneTickAtItsPhase(
      @ForAll @LongRange(min = 1, max = 86_400_000) long intervalMs,
      @ForAll @LongRange(min = 0, max = 86_400_000) long phaseMs,
      @ForAll @LongRange(min = 0, max = LATEST_MS) long nowMs) {
    CommitSchedule schedule = new CommitSchedule(intervalMs, phaseMs);

    long tickAtMs = nowMs + schedule.untilNext(nowMs);

    assertThat(tickAtMs % intervalMs).isEqualTo(phaseMs % intervalMs);
    assertThat(schedule.untilNext(tickAtMs)).isEqualTo(intervalMs);
  }
}
