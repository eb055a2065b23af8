package dev.frazil.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CpuReadingTest {
  private static final String STAT =
      "4711 (C2 Compiler) (x) S 1 2 3 4 5 6 7 8 9 10 120 34 56 78 20 0 1 0 99 1000 200";

  @Test
  void readsNameAndTimesFromALineWhoseNameHoldsParenthesesAndSpaces() {
    assertThat(CpuReading.parseName(STAT)).isEqualTo("C2 Compiler) (x");
    assertThat(CpuReading.parseCpu(STAT)).isEqualTo(Duration.ofMillis(1540));
  }

  @Test
  void kindsOfThreadsAddUpToTheProcess() {
    CpuReading reading = CpuReading.of(ProcessHandle.current().pid());
    assertThat(reading.total()).isPositive();
    assertThat(reading.byKind().values().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(reading.total());
  }

  @Test
  void differencesAreTakenKindByKind() {
    CpuReading earlier = reading(3, 1);
    CpuReading later = reading(10, 2);
    CpuReading between = later.minus(earlier);
    assertThat(between.total()).isEqualTo(Duration.ofSeconds(8));
    assertThat(between.of(ThreadKind.TASK)).isEqualTo(Duration.ofSeconds(7));
    assertThat(between.of(ThreadKind.COLLECTOR)).isEqualTo(Duration.ofSeconds(1));
    assertThat(between.of(ThreadKind.COMPILER)).isZero();
  }

  @Test
  void aProcessThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> CpuReading.of(Integer.MAX_VALUE))
        .isInstanceOf(BenchException.class)
        .hasMessageStartingWith("Cannot read the CPU time of process 2147483647: ");
  }

  private static CpuReading reading(long task, long collector) {
    return new CpuReading(
        Duration.ofSeconds(task + collector),
        Map.of(
            ThreadKind.TASK, Duration.ofSeconds(task),
            ThreadKind.COLLECTOR, Duration.ofSeconds(collector)));
  }
}
