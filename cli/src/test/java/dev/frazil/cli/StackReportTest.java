package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.local.PartStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackReportTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final String LOCAL_START =
      LocalDateTime.ofInstant(START, ZoneId.systemDefault()).toString().replace('T', ' ') + ":00";

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

  @Test
  void aDeadPartIsToldWithTheEndOfItsLog(@TempDir Path directory) throws IOException {
    Path log = directory.resolve("kafka.log");
    Files.writeString(log, "1\n2\n3\n4\n5\n6\n7\n8\nlast words\n");
    PartStatus dead = part(false, log);
    assertThat(StackReport.death(dead))
        .hasSize(7)
        .startsWith(
            "kafka is dead: process 7, started %s, is gone.".formatted(LOCAL_START),
            "The end of its log, %s:".formatted(log))
        .contains("  5", "  last words")
        .doesNotContain("  4");
  }

  @Test
  void eachPartIsShownWithItsStateAndSinceWhen(@TempDir Path directory) {
    Path log = directory.resolve("kafka.log");
    assertThat(StackReport.parts(List.of(part(true, log), part(false, log))))
        .containsExactly(
            "  part   state    process  since                address",
            "  kafka  running        7  %s  127.0.0.1:1".formatted(LOCAL_START),
            "  kafka  dead           7  -                    127.0.0.1:1");
  }

  private static PartStatus part(boolean running, Path log) {
    return new PartStatus("kafka", running, 7, "127.0.0.1:1", START, log);
  }
}
