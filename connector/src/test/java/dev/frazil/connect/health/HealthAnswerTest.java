package dev.frazil.connect.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthAnswerTest {
  @Test
  void theBodyHasWhatTheSpecificationNames() {
    assertThat(new HealthAnswer(Instant.parse("2024-01-15T10:30:00Z"), 150, 0, List.of()).json())
        .isEqualTo(
            "{\"status\": \"healthy\", \"last_write\": \"2024-01-15T10:30:00Z\","
                + " \"messages_written\": 150, \"errors\": 0}");
  }

  @Test
  void beforeTheFirstWriteThereIsNone() {
    assertThat(new HealthAnswer(null, 0, 3, List.of()).json())
        .isEqualTo(
            "{\"status\": \"healthy\", \"last_write\": null, \"messages_written\": 0,"
                + " \"errors\": 3}");
  }

  @Test
  void whoIsUnhealthyIsNamedInJsonWhateverItsName() {
    assertThat(new HealthAnswer(null, 0, 0, List.of("a \"b\" \\ \n ż", "c")).json())
        .isEqualTo(
            "{\"status\": \"unhealthy\", \"last_write\": null, \"messages_written\": 0,"
                + " \"errors\": 0, \"unhealthy\": [\"a \\\"b\\\" \\\\ \\u000a ż\", \"c\"]}");
  }
}
