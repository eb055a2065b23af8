package dev.frazil.connect.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
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
        .withMessage("Invalid offset: 4999999999 (expected 5000000000 or more)");
  }

  @Test
  void rowsMayBeAsFarApartAsOffsets() {
    long far = 5_000_000_000L + 3 * (1L << 31);
    offsets.add(5_000_000_000L);
    offsets.add(far);
    offsets.add(Long.MAX_VALUE);

    assertThat(offsets.contains(far)).isTrue();
    assertThat(offsets.contains(far - 1)).isFalse();
    assertThat(offsets.contains(far - (1L << 31))).isFalse();
    assertThat(offsets.contains(far - (1L << 32))).isFalse();
    assertThat(offsets.contains(Long.MAX_VALUE)).isTrue();
  }

  @Property
  void itHasExactlyWhatWasAdded(
      @ForAll List<@LongRange(min = 0, max = 200_000) Long> rows,
      @ForAll @LongRange(min = 0, max = 200_000) long asked) {
    RowOffsets some = new RowOffsets(0);
    rows.forEach(some::add);

    assertThat(some.contains(asked)).isEqualTo(rows.contains(asked));
    assertThat(rows).allMatch(some::contains);
  }
}
