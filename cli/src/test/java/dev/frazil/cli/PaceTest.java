package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong nanos = new AtomicLong(77);

  @Test
  void actionsAreEvenlySpacedFromTheStart() {
    Pace pace = Pace.perSecond(10, nanos::get);
    assertThat(pace.nanosUntilNext()).isZero();
    assertThat(pace.nanosUntilNext()).isEqualTo(100_000_000L);
    nanos.addAndGet(150_000_000L);
    assertThat(pace.nanosUntilNext()).isEqualTo(50_000_000L);
  }

  @Test
  void whoFallsBehindCatchesUp() {
    Pace pace = Pace.perSecond(10, nanos::get);
    nanos.addAndGet(250_000_000L);
    assertThat(pace.nanosUntilNext()).isZero();
    assertThat(pace.nanosUntilNext()).isZero();
    assertThat(pace.nanosUntilNext()).isZero();
    assertThat(pace.nanosUntilNext()).isEqualTo(50_000_000L);
  }

  @Test
  void zeroIsAsFastAsItGoes() {
    Pace pace = Pace.perSecond(0, nanos::get);
    for (int i = 0; i < 1000; i++) {
      assertThat(pace.nanosUntilNext()).isZero();
    }
  }

  @Test
  void refusesRatesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pace.perSecond(-1))
        .withMessage("Invalid rate: -1.0 (expected 0 or more)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pace.perSecond(Double.NaN))
        .withMessage("Invalid rate: NaN (expected 0 or more)");
  }
}
