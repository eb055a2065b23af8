package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void whatSteersATerminalIsShown() {
    assertThat(SafeText.line("a\u001b[31mb\u009bc\u202ed\u2066e\u2028f\u0000"))
        .isEqualTo("a\\u001b[31mb\\u009bc\\u202ed\\u2066e\\u2028f\\u0000");
    assertThat(SafeText.block("a\u0007\rb")).isEqualTo("a\\u0007\\u000db");
  }

  @Test
  void whatIsHiddenOutsideTheFirstPlaneIsShown() {
    assertThat(SafeText.line("a\udb40\udc41b")).isEqualTo("a\\udb40\\udc41b");
    assertThat(SafeText.line("a\ud83cb")).isEqualTo("a\\ud83cb");
  }

  @Test
  void anExactTextShowsItsBreaks() {
    assertThat(SafeText.exact("a\r\n\tb🍿")).isEqualTo("a\\u000d\\u000a\\u0009b🍿");
  }

  @Test
  void aLineHasNoBreaks() {
    assertThat(SafeText.line("a\r\n\tb\nc")).isEqualTo("a b c");
  }

  @Test
  void aBlockKeepsItsOwn() {
    assertThat(SafeText.block("a\r\n\tb\nc")).isEqualTo("a\n\tb\nc");
  }

  @Test
  void everythingElseIsAsItCame() {
    assertThat(SafeText.line("zażółć gęślą jaźń 🍿 \\u")).isEqualTo("zażółć gęślą jaźń 🍿 \\u");
  }
}
