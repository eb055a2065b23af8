package dev.frazil.tables.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OffsetRangeTest {

  private final OffsetRange range = new OffsetRange(3, 7);

  @Test
  void holdsItsStartAndNotItsEnd() {
    assertThat(range.contains(2)).isFalse();
    assertThat(range.contains(3)).isTrue();
    assertThat(range.contains(6)).isTrue();
    assertThat(range.contains(7)).isFalse();
    assertThat(range.length()).isEqualTo(4);
    assertThat(range).hasToString("[3, 7)");
  }

  @Test
  void overlapsOnlyWhereAnOffsetIsShared() {
    assertThat(range.overlaps(new OffsetRange(0, 3))).isFalse();
    assertThat(range.overlaps(new OffsetRange(0, 4))).isTrue();
    assertThat(range.overlaps(new OffsetRange(6, 9))).isTrue();
    assertThat(range.overlaps(new OffsetRange(7, 9))).isFalse();
  }

  @Test
  void refusesNegativeAndEmpty() {
    assertThatThrownBy(() -> new OffsetRange(-1, 7))
        .hasMessage("Invalid range start: -1 (expected 0 or more)");
    assertThatThrownBy(() -> new OffsetRange(3, 3))
        .hasMessage("Invalid range end: 3 (expected more than the start 3)");
  }
}
