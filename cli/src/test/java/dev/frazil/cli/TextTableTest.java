package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void alignsTextLeftAndNumbersRight() {
    assertThat(new TextTable("table", "rows").row("views", "1,234").row("clicks", 5).lines())
        .containsExactly("  table    rows", "  views   1,234", "  clicks      5");
  }

  @Test
  void alignsWhatFollowsLettersOutsideAscii() {
    assertThat(new TextTable("text", "end").row("żółć", "x").row("🍿", "y").lines())
        .containsExactly("  text  end", "  żółć  x", "  🍿     y");
  }

  @Test
  void cutsLongCellsAndFlattensLineBreaks() {
    List<String> lines = new TextTable("text").row("a\nb").row("x".repeat(41)).lines();
    assertThat(lines).containsExactly("  text", "  a b", "  " + "x".repeat(37) + "...");
  }

  @Test
  void anEmptyTableIsItsHeader() {
    assertThat(new TextTable("a", "b").lines()).containsExactly("  a  b");
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextTable("a", "b").row("only one"))
        .withMessage("Invalid row: 1 cells (expected 2)");
  }
}
