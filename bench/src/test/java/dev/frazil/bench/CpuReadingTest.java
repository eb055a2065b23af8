package dev.frazil.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.bench.CpuReading.OfThread;
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
  void whatLivingThreadsUsedIsPartOfTheProcess() {
    CpuReading reading = CpuReading.of(ProcessHandle.current().pid());
    assertThat(reading.total()).isPositive();
    assertThat(reading.threads()).isNotEmpty();
  }

  @Test
  void whatWasUsedIsAddedUpByKindAndIsTheTotal() {
    CpuReading earlier = reading(5, Map.of("1", task(3), "2", collector(1)));
    CpuReading later = reading(14, Map.of("1", task(10), "2", collector(2), "3", task(1)));

    CpuUse used = later.since(earlier);

    assertThat(used.total()).isEqualTo(Duration.ofSeconds(9));
    assertThat(used.of(ThreadKind.TASK)).isEqualTo(Duration.ofSeconds(8));
    assertThat(used.of(ThreadKind.COLLECTOR)).isEqualTo(Duration.ofSeconds(1));
    assertThat(used.of(ThreadKind.COMPILER)).isZero();
    assertThat(used.of(ThreadKind.OTHER)).isZero();
  }

  @Test
  void aThreadOfAPoolCountsForWhatItDidSince() {
    CpuReading earlier =
        reading(20, Map.of("7", new OfThread(ThreadKind.OTHER, Duration.ofSeconds(20))));
    CpuReading later = reading(25, Map.of("7", task(25)));

    CpuUse used = later.since(earlier);

    assertThat(used.of(ThreadKind.TASK)).isEqualTo(Duration.ofSeconds(5));
    assertThat(used.of(ThreadKind.OTHER)).isZero();
  }

  @Test
  void aThreadThatHasEndedCountsAsAnother() {
    CpuReading earlier = reading(3, Map.of("1", task(3)));
    CpuReading later = reading(8, Map.of());

    assertThat(later.since(earlier).of(ThreadKind.OTHER)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aProcessThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> CpuReading.of(Integer.MAX_VALUE))
        .isInstanceOf(BenchException.class)
        .hasMessageStartingWith("Cannot read the CPU time of process 2147483647: ");
  }

  private static CpuReading reading(long total, Map<String, OfThread> threads) {
    return new CpuReading(Duration.ofSeconds(total), threads);
  }

  private static OfThread task(long seconds) {
    return new OfThread(ThreadKind.TASK, Duration.ofSeconds(seconds));
  }

  private static OfThread collector(long seconds) {
    return new OfThread(ThreadKind.COLLECTOR, Duration.ofSeconds(seconds));
  }
}
