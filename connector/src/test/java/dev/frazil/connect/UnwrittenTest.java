package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnwrittenTest {
  private final Unwritten unwritten = new Unwritten();

  @Test
  void nothingToWriteIsNothingToWaitFor() {
    assertThat(unwritten.after(1_000, false)).isZero();
    assertThat(unwritten.after(900_000, false)).isZero();
  }

  @Test
  void itIsSinceTheFirstThatCame() {
    assertThat(unwritten.after(1_000, true)).isEqualTo(1_000);
    assertThat(unwritten.after(50_000, true)).isEqualTo(1_000);
  }

  @Test
  void whatIsLeftAfterAWriteWaitsFromThenOn() {
    unwritten.after(1_000, true);
    unwritten.written();

    assertThat(unwritten.after(11_000, true)).isEqualTo(11_000);
    assertThat(unwritten.after(12_000, true)).isEqualTo(11_000);
    unwritten.written();
    assertThat(unwritten.after(21_000, false)).isZero();
  }

  @Test
  void whatIsThrownAwayToBeReadAgainStaysSomethingToWrite() {
    unwritten.after(1_000, true);

    assertThat(unwritten.after(2_000, false)).isEqualTo(1_000);
    assertThat(unwritten.after(5_999, false)).isEqualTo(1_000);
    assertThat(unwritten.after(6_000, true)).isEqualTo(1_000);
    assertThat(unwritten.after(10_999, false)).isEqualTo(1_000);
  }

  @Test
  void whatDoesNotComeAgainIsForgottenAfterFiveSeconds() {
    unwritten.after(1_000, true);

    assertThat(unwritten.after(6_000, false)).isZero();
  }

  @Test
  void aBatchThatHangsCountsFromItsBeginning() {
    assertThat(unwritten.whileTaking(3_000)).isEqualTo(3_000);
    assertThat(unwritten.after(4_000, false)).isZero();

    unwritten.after(5_000, true);
    assertThat(unwritten.whileTaking(6_000)).isEqualTo(5_000);
  }
}
