package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureChainTest {

  @Test
  void tellsTheFirstAndTheLastMessageOnOneLine() {
    assertThat(summary(new RuntimeException("outer\n\tline"))).isEqualTo("outer line");
    assertThat(
            summary(
                new RuntimeException(
                    "outer", new RuntimeException("middle", new RuntimeException("inner")))))
        .isEqualTo("outer (inner)");
    assertThat(summary(new RuntimeException(new IllegalStateException("inner"))))
        .isEqualTo("java.lang.IllegalStateException: inner");
  }

  @Test
  void namesAFailureThatSaysNothing() {
    assertThat(summary(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void cutsWhatIsTooLong() {
    assertThat(summary(new RuntimeException("x".repeat(5000)))).isEqualTo("x".repeat(1000) + "...");
  }

  @Test
  void endsWhereCausesGoInACircle() {
    RuntimeException first = new RuntimeException("first");
    first.initCause(new RuntimeException("second", first));
    assertThat(summary(first)).startsWith("first");
    assertThat(new FailureChain(first).messages()).containsExactlyInAnyOrder("first", "second");
  }

  private static String summary(Throwable failure) {
    return new FailureChain(failure).summary();
  }
}
