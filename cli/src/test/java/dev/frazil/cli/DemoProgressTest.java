package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DemoProgressTest {
  private static final DemoProgress PROGRESS =
      new DemoProgress(
          12_340,
          11_020,
          Map.of("invalid_json", 20L, "wrong_type", 18L, "too_deep", 1L, "null_value", 1L),
          7,
          11_118);

  @Test
  void tellsEverythingWhereThereIsRoom() {
    assertThat(PROGRESS.render(160))
        .isEqualTo(
            "produced 12,340 | silver 11,020 | dead letters 40 (invalid_json 20, wrong_type 18,"
                + " null_value 1, too_deep 1) | commits 7 | lag 1,222");
  }

  @Test
  void rareReasonsGiveWayFirst() {
    assertThat(PROGRESS.render(110))
        .isEqualTo(
            "produced 12,340 | silver 11,020 | dead letters 40 (invalid_json 20, +3 more) | commits"
                + " 7 | lag 1,222");
    assertThat(PROGRESS.render(80))
        .isEqualTo("produced 12,340 | silver 11,020 | dead letters 40 | commits 7 | lag 1,222");
  }

  @Test
  void noDeadLettersNoBrackets() {
    assertThat(new DemoProgress(1, 1, Map.of(), 1, 0).render(80))
        .isEqualTo("produced 1 | silver 1 | dead letters 0 | commits 1 | lag 1");
  }

  @Test
  void saysThatTheFirstCommitIsWaitedFor() {
    DemoProgress cold = new DemoProgress(1_201, 0, Map.of("invalid_json", 1L), 0, 0);
    assertThat(cold.render(160))
        .isEqualTo(
            "produced 1,201 | silver 0 | dead letters 1 (invalid_json 1) | waiting for the first"
                + " commit (every 2 s) | lag 1,201");
    assertThat(cold.render(90))
        .isEqualTo(
            "produced 1,201 | silver 0 | dead letters 1 | waiting for the first commit | lag"
                + " 1,201");
    assertThat(cold.render(80))
        .isEqualTo("produced 1,201 | silver 0 | dead letters 1 | no commit yet | lag 1,201");
  }

  @Property
  void theLagIsNeverMoreThanWasProducedNorLessThanNothing(
      @ForAll @LongRange(min = 0) long produced, @ForAll @LongRange(min = 0) long committed) {
    assertThat(new DemoProgress(produced, 0, Map.of(), 0, committed).lag()).isBetween(0L, produced);
  }

  @Test
  void pendingIsWhatIsNeitherRowNorDeadLetter() {
    assertThat(PROGRESS.pending()).isEqualTo(12_340 - 11_020 - 40);
  }

  @Property
  void neverWiderThanTheScreen(
      @ForAll @IntRange(min = 20, max = 200) int width,
      @ForAll @LongRange(min = 0) long produced,
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long letters) {
    DemoProgress progress =
        new DemoProgress(
            produced, produced, Map.of("invalid_json", letters, "too_deep", 1L), letters, produced);
    assertThat(progress.render(width)).hasSizeLessThanOrEqualTo(width);
  }
}
