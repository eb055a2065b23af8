package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackReportTest {

  @Test
  void aTraceIsToldByItsInnermostCause() {
    assertThat(
            StackReport.firstLine(
                """
                org.apache.kafka.connect.errors.ConnectException: outer
                	at a.B.c(B.java:1)
                Caused by: java.io.IOException: disk full
                	at d.E.f(E.java:2)
                """))
        .isEqualTo("java.io.IOException: disk full");
    assertThat(StackReport.firstLine("just a message")).isEqualTo("just a message");
    assertThat(StackReport.firstLine("")).isEmpty();
  }
}
