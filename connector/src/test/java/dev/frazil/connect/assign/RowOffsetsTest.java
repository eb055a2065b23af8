package dev.frazil.connect.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RowOffsetsTest {
  private final RowOffsets offsets = new RowOffsets(5_000_000_000L);

  @Test
  void itHasWhatWasAdded() {
    offsets.add(5_000_000_000L);
    offsets.add(5_000_000_100L);

    assertThat(offsets.contains(5_000_000_000L)).isTrue();
    assertThat(offsets.contains(5_000_000_001L)).isFalse();
    assertThat(offsets.contains(5_000_000_100L)).isTrue();
    assertThat(offsets.contains(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void itKnowsNothingOfWhatLiesBefore() {
    assertThat(offsets.covers(4_999_999_999L)).isFalse();
    assertThat(offsets.covers(5_000_000_000L)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> offsets.add(4_999_999_999L))
        .withMessage(
            "Invalid offset: 4999999999 (expected one of the 2147483647 from 5000000000 on)");
  }
}
