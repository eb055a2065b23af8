package dev.frazil.connect.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RecordPlaceTest {
  @Test
  void itIsThePlaceThatTheRecordWasReadFrom() {
    SinkRecord renamed =
        new SinkRecord(
            "other",
            0,
            null,
            null,
            null,
            null,
            1,
            5L,
            TimestampType.CREATE_TIME,
            null,
            "my-events",
            3,
            17);

    assertThat(RecordPlace.of(renamed)).hasToString("my-events-3@17");
  }
}
