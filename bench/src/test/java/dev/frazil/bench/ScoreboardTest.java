package dev.frazil.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScoreboardTest {
  private static final long EVENTS = 1_000_000;

  private final Scoreboard scoreboard = new Scoreboard();

  @Test
  void aLineShowsWhereTheTimeWent() {
    CpuUse cpu =
        new CpuUse(
            Duration.ofMillis(3_560),
            Map.of(
                ThreadKind.TASK, Duration.ofMillis(2_250),
                ThreadKind.COLLECTOR, Duration.ofMillis(250),
                ThreadKind.COMPILER, Duration.ofMillis(1_000),
                ThreadKind.OTHER, Duration.ofMillis(60)));
    Measurement measurement =
        new Measurement(
            new Run(Contender.FRAZIL, "1"),
            EVENTS,
            cpu,
            Duration.ofSeconds(5),
            new TableFacts(EVENTS, 4, 52_340_000, 2));
    assertThat(Scoreboard.header())
        .isEqualTo(
            "contender   round  CPU us/event = task +   gc +  jit + other   events/s   file MB"
                + "  files  commits");
    assertThat(Scoreboard.line(measurement))
        .isEqualTo(
            "frazil          1          3.56   2.25   0.25   1.00    0.06     200000      52.3"
                + "      4        2");
  }

  @Test
  void summaryHasMediansOfWarmRunsAndRatios() {
    add(Contender.NOOP, 9.0, 1.0, 3.0);
    add(Contender.FRAZIL, 20.0, 3.0, 9.0, 4.0);
    add(Contender.APACHE, 10.0);
    assertThat(scoreboard.summary())
        .containsExactly(
            "median of warm runs noop       2.00 CPU us/event, 1.00 of noop, 0.20 of apache",
            "median of warm runs frazil     4.00 CPU us/event, 2.00 of noop, 0.40 of apache",
            "median of warm runs apache    10.00 CPU us/event, 5.00 of noop, 1.00 of apache");
  }

  @Test
  void fourMicrosecondsAreEnoughWhateverOthersTake() {
    add(Contender.FRAZIL, 4.0);
    add(Contender.APACHE, 5.0);
    assertThat(scoreboard.targetMet()).isTrue();
  }

  @Test
  void halfOfTheApacheSinkIsEnough() {
    add(Contender.FRAZIL, 6.0);
    add(Contender.APACHE, 12.0);
    assertThat(scoreboard.targetMet()).isTrue();
  }

  @Test
  void moreThanBothIsTooMuch() {
    add(Contender.FRAZIL, 6.001);
    add(Contender.APACHE, 12.0);
    assertThat(scoreboard.targetMet()).isFalse();
  }

  @Test
  void moreThanFourWithoutAPeerIsTooMuch() {
    add(Contender.FRAZIL, 4.001);
    assertThat(scoreboard.targetMet()).isFalse();
  }

  @Test
  void withoutOursNothingIsMet() {
    add(Contender.APACHE, 1.0);
    assertThat(scoreboard.targetMet()).isFalse();
  }

  private void add(Contender contender, double... microsPerEvent) {
    for (double micros : microsPerEvent) {
      Duration cpu = Duration.ofNanos(Math.round(micros * 1_000 * EVENTS));
      scoreboard.add(
          new Measurement(
              new Run(contender, "1"),
              EVENTS,
              new CpuUse(cpu, Map.of(ThreadKind.OTHER, cpu)),
              Duration.ofSeconds(1),
              TableFacts.EMPTY));
    }
  }
}
