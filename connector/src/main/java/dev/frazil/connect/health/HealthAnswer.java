package dev.frazil.connect.health;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /health} answers.
 *
 * @param lastWrite when the last commit was made; null when none was
 * @param messagesWritten rows that were committed
 * @param errors attempts to write that failed
 * @param complaints a sentence for each task that is not healthy
 */
record HealthAnswer(
    @Nullable Instant lastWrite, long messagesWritten, long errors, List<String> complaints) {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int FIRST_PRINTABLE = 0x20;

  HealthAnswer {
    complaints = List.copyOf(complaints);
  }

  boolean isHealthy() {
    return complaints.isEmpty();
  }

  /** The status of HTTP. */
  int httpStatus() {
    return isHealthy() ? OK : UNAVAILABLE;
  }

  /** The body. Who is unhealthy is named where somebody is. */
  String json() {
    String body =
        "{\"status\": "
            + quoted(isHealthy() ? "healthy" : "unhealthy")
            + ", \"last_write\": "
            + (lastWrite == null ? "null" : quoted(lastWrite.toString()))
            + ", \"messages_written\": "
            + messagesWritten
            + ", \"errors\": "
            + errors;
    return isHealthy()
        ? body + "}"
        : body
            + complaints.stream()
                .map(HealthAnswer::quoted)
                .collect(Collectors.joining(", ", ", \"unhealthy\": [", "]}"));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"' || each == '\\') {
        json.append('\\').append(each);
      } else if (each < FIRST_PRINTABLE) {
        json.append("\\u%04x".formatted((int) each));
      } else {
        json.append(each);
      }
    }
    return json.append('"').toString();
  }
}
