package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackReportTest {

  @Test
  void aTraceIsToldByItsInnermostCause() {
    assertThat(
            StackReport.firstLine(
                "org.apache.kafka.connect.errors.ConnectException: outer\n\tat a.B.c(B.java:1)\n"
                    + "Caused by: java.io.IOException: disk full\n\tat d.E.f(E.java:2)\n"))
        .isEqualTo("java.io.IOException: disk full");
    assertThat(StackReport.firstLine("just a message")).isEqualTo("just a message");
    assertThat(StackReport.firstLine("")).isEmpty();
  }
}
