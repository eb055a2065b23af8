package dev.frazil.connect.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.metrics.ShownSinks;
import dev.frazil.connect.metrics.ShownSinks.ShownTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {
  private static final long START_MS = 1_700_000_000_000L;

  private long nowMs = START_MS;
  private ShownSinks sinks = new ShownSinks(0, 0, 0, List.of());
  private List<String> failures = List.of();
  private final HealthMonitor monitor =
      new HealthMonitor(() -> sinks, () -> failures, Duration.ofSeconds(60), () -> nowMs);

  @Test
  void aWorkerWithoutTasksIsHealthy() {
    assertThat(monitor.answer()).isEqualTo(new HealthAnswer(null, 0, 0, List.of()));
    assertThat(monitor.answer().httpStatus()).isEqualTo(200);
  }

  @Test
  void aTaskThatHasNothingToWriteIsHealthyForEver() {
    sinks = new ShownSinks(START_MS, 150, 2, List.of(new ShownTask("movies", 0, 0, 10_000)));
    nowMs += Duration.ofDays(30).toMillis();

    assertThat(monitor.answer())
        .isEqualTo(new HealthAnswer(Instant.ofEpochMilli(START_MS), 150, 2, List.of()));
  }

  @Test
  void aTaskIsUnhealthyOnceItCouldWriteNothingForAMinute() {
    tasks(new ShownTask("movies", 3, START_MS, 10_000));
    nowMs += 59_999;
    assertThat(monitor.answer().isHealthy()).isTrue();

    nowMs++;
    assertThat(monitor.answer().complaints())
        .containsExactly(
            "connector movies, task 3: nothing was written for 60 s, although there is something"
                + " to write");
    assertThat(monitor.answer().httpStatus()).isEqualTo(503);
  }

  @Test
  void itIsHealthyAgainOnceItHasWritten() {
    tasks(new ShownTask("movies", 3, START_MS, 10_000));
    nowMs += 90_000;
    assertThat(monitor.answer().isHealthy()).isFalse();

    tasks(new ShownTask("movies", 3, nowMs, 10_000));
    assertThat(monitor.answer().isHealthy()).isTrue();
  }

  @Test
  void aConnectorThatCommitsLessOftenHasTwiceItsInterval() {
    tasks(new ShownTask("movies", 0, START_MS, 60_000));
    nowMs += 119_999;
    assertThat(monitor.answer().isHealthy()).isTrue();

    nowMs++;
    assertThat(monitor.answer().isHealthy()).isFalse();
  }

  @Test
  void eachTaskThatIsUnhealthyIsNamedAndNoOther() {
    failures = List.of("connector rides, task 1: it has failed");
    tasks(
        new ShownTask("clicks", 0, START_MS, 1_000),
        new ShownTask("clicks", 1, START_MS + 50_000, 1_000),
        new ShownTask("movies", 0, START_MS + 1, 1_000));
    nowMs += 75_999;

    assertThat(monitor.answer().complaints())
        .containsExactly(
            "connector rides, task 1: it has failed",
            "connector clicks, task 0: nothing was written for 75 s, although there is something"
                + " to write",
            "connector movies, task 0: nothing was written for 75 s, although there is something"
                + " to write");
  }

  @Test
  void theLastWriteIsKnownAfterItsConnectorHasGone() {
    sinks = new ShownSinks(START_MS, 150, 0, List.of());
    assertThat(monitor.answer().lastWrite()).isEqualTo(Instant.ofEpochMilli(START_MS));
    sinks = new ShownSinks(0, 0, 0, List.of());

    assertThat(monitor.answer())
        .isEqualTo(new HealthAnswer(Instant.ofEpochMilli(START_MS), 0, 0, List.of()));
  }

  private void tasks(ShownTask... tasks) {
    sinks = new ShownSinks(0, 0, 0, List.of(tasks));
  }
}
