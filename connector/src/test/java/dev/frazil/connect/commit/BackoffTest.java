package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Property
  void doublesFromATenthOfASecondToHalfAMinute(
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int failures, @ForAll long seed) {
    long ceilingMs = failures > 9 ? 30_000 : Math.min(30_000, 100L << (failures - 1));

    assertThat(new Backoff(new Random(seed)).afterFailures(failures))
        .isBetween(ceilingMs / 2, ceilingMs);
  }

  @Test
  void drawsFromTheWholeUpperHalf() {
    Backoff backoff = new Backoff(new Random(1));
    boolean[] drawn = new boolean[101];

    for (int draw = 0; draw < 10_000; draw++) {
      drawn[(int) backoff.afterFailures(1)] = true;
    }

    for (int waitMs = 0; waitMs <= 100; waitMs++) {
      assertThat(drawn[waitMs]).as("%d ms", waitMs).isEqualTo(waitMs >= 50);
    }
  }
}
