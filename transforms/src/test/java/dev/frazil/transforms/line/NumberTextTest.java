package dev.frazil.transforms.line;

import static dev.frazil.transforms.line.Parsing.accepted;
import static dev.frazil.transforms.line.Parsing.message;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  private final LineParser parser =
      Parsing.parser("(.*)", "\"n\":1", "\"n\":{\"type\":\"number\"}");

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "00, 0.0",
    "-0, -0.0",
    "12, 12.0",
    "007, 7.0",
    "-007.50, -7.5",
    "1e2, 100.0",
    "01E-2, 0.01",
    "3.25e+1, 32.5",
    "00.5, 0.5"
  })
  void numbersAreRead(String text, double number) {
    assertThat(accepted(parser, text).getFloat64("n")).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", ".5", "5.", "1e", "1e+", "+1", "0x10", "1 ", " 1", "1_0", "--1", "NaN", "١"
      })
  void whatIsNoNumberIsLeftToTheContract(String text) {
    assertThat(message(parser, text))
        .isEqualTo("reason=wrong_type path=$.n v=1: expected a number, found \"" + text + '"');
  }
}
