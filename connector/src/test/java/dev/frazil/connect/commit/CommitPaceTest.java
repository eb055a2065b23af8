package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommitPaceTest {
  @Test
  void othersAreWaitedForATenthOfTheIntervalAndASecondAtMost() {
    assertThat(CommitPace.of(1_000, 5).gatherMs()).isEqualTo(100);
    assertThat(CommitPace.of(10_000, 5).gatherMs()).isEqualTo(1_000);
    assertThat(CommitPace.of(60_000, 5)).isEqualTo(new CommitPace(1_000, 5));
  }

  @Test
  void timesAreNotNegative() {
    assertThatThrownBy(() -> new CommitPace(-1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid commit pace: -1 ms, 5 ms (expected 0 or more)");
  }
}
