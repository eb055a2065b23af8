package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class RootCauseTest {

  @Test
  void theDeepestCauseIsToldInOneLine() {
    Exception failure =
        new IllegalStateException(
            "outer", new RuntimeException("middle", new ConnectException(" refused\nat line 2")));

    assertThat(RootCause.line(failure)).isEqualTo("refused (ConnectException)");
  }

  @Test
  void anExceptionWithoutMessageIsToldByName() {
    assertThat(RootCause.line(new InterruptedException())).isEqualTo("InterruptedException");
  }

  @Test
  void aLongMessageIsCut() {
    assertThat(RootCause.line(new IllegalStateException("x".repeat(1000))))
        .isEqualTo("x".repeat(300) + "... (IllegalStateException)");
  }

  @Test
  void causesInACircleEnd() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second", first);
    first.initCause(second);

    assertThat(RootCause.line(first)).isEqualTo("second (IllegalStateException)");
  }
}
