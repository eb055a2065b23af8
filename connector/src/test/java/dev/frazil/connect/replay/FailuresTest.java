package dev.frazil.connect.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void theFirstLineThatSaysSomethingIsShown() {
    assertThat(Failures.shown(new IllegalStateException("\n \n a line\nmore")))
        .isEqualTo("IllegalStateException: a line");
    assertThat(Failures.shown(new IllegalStateException(" \n"))).isEqualTo("IllegalStateException");
    assertThat(Failures.shown(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  @Test
  void theLastCauseIsShownAndNoneBetween() {
    Exception last = new ArithmeticException("last");
    assertThat(
            Failures.shown(
                new IllegalStateException("first", new IllegalArgumentException("second", last))))
        .isEqualTo("IllegalStateException: first (ArithmeticException: last)");
  }

  @Test
  void causesThatGoRoundEnd() {
    Exception one = new IllegalStateException("one");
    Exception two = new IllegalArgumentException("two", one);
    one.initCause(two);
    assertThat(Failures.shown(two)).isEqualTo("IllegalArgumentException: two");
    assertThat(Failures.shown(new ArithmeticException("zero")))
        .isEqualTo("ArithmeticException: zero");
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertThat(Failures.shown(new IllegalStateException("a".repeat(300))))
        .isEqualTo("IllegalStateException: " + "a".repeat(300));
    assertThat(Failures.shown(new IllegalStateException("a".repeat(301))))
        .isEqualTo("IllegalStateException: " + "a".repeat(299) + "…");
    assertThat(Failures.shown(new IllegalStateException("a".repeat(298) + "😀😀")))
        .isEqualTo("IllegalStateException: " + "a".repeat(298) + "…");
  }
}
