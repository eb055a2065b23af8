package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class EventSenderTest {
  @Test
  void aBrokerThatIsGoneIsNamedBeforeWhatTheProducerMakesOfIt() {
    assertThat(EventSender.reason(new TimeoutException("Topic t not present in metadata")))
        .isEqualTo("Kafka does not answer (Topic t not present in metadata)");
    assertThat(EventSender.reason(new RecordTooLargeException("too large"))).isEqualTo("too large");
  }
}
