package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTopicTest {

  @Test
  void readsTheReasonFromTheMessageOfTheError() {
    Rejection rejection =
        new Rejection(RejectReason.INVALID_RATING_VALUE, "$.rating", "5.5 is more than 5");
    assertThat(DeadLetterTopic.reason(header(rejection.message())))
        .isEqualTo("invalid_rating_value");
  }

  @Test
  void lettersOfOthersHaveNoReason() {
    assertThat(DeadLetterTopic.reason(new RecordHeaders().lastHeader("x"))).isEqualTo("unknown");
    assertThat(DeadLetterTopic.reason(new RecordHeader("x", (byte[]) null))).isEqualTo("unknown");
    assertThat(DeadLetterTopic.reason(header("Tolerance exceeded in error handler")))
        .isEqualTo("unknown");
  }

  private static RecordHeader header(String message) {
    return new RecordHeader(
        DeadLetterTopic.MESSAGE_HEADER, message.getBytes(StandardCharsets.UTF_8));
  }
}
