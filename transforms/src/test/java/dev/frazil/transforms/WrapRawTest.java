package dev.frazil.transforms;

import static dev.frazil.transforms.TestingRecords.applied;
import static dev.frazil.transforms.TestingRecords.bytes;
import static dev.frazil.transforms.TestingRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.contract.MicroTimestamp;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrapRawTest {
  private static final Instant NOW = Instant.parse("2025-10-25T23:59:59.999999999Z");
  private static final byte[] NO_TEXT = {'{', (byte) 0xc3, '(', '}'};

  @Test
  void theColumnsAreThoseThatUsersWerePromised() {
    assertThat(WrapRaw.SCHEMA.fields().stream().map(WrapRawTest::column))
        .containsExactly(
            "_raw_value STRING",
            "_kafka_partition INT32",
            "_kafka_offset INT64",
            "_kafka_timestamp dev.frazil.MicroTimestamp?",
            "_ingested_at dev.frazil.MicroTimestamp",
            "_ingestion_date STRING");
  }

  @Test
  void aValueIsWrappedAsItIsAndAllElseStays() {
    String text = "{\"driver\": \"zażółć gęślą jaźń\\n\"}\r\n\0";
    SinkRecord record = record(bytes(text), 5L, new ConnectHeaders().addString("trace", "t1"));

    SinkRecord wrapped = applied(transform(Map.of()), record);

    EventStruct event = (EventStruct) wrapped.value();
    assertThat(event.getString("_raw_value")).isEqualTo(text);
    assertThat(event.getInt32("_kafka_partition")).isEqualTo(2);
    assertThat(event.getInt64("_kafka_offset")).isEqualTo(1789);
    assertThat(event.getInt64("_kafka_timestamp")).isEqualTo(5_000);
    assertThat(event.original()).isSameAs(record.value());
    assertThat(event.utf8Bytes(0)).isSameAs(record.value());
    assertThat(wrapped.valueSchema()).isSameAs(WrapRaw.SCHEMA);
    assertThat(wrapped.topic()).isEqualTo("movie_log");
    assertThat(wrapped.key()).isEqualTo("k");
    assertThat(wrapped.timestamp()).isEqualTo(5L);
    assertThat(wrapped.headers()).extracting(Header::key).containsExactly("trace");
  }

  /** Wherever the worker is: the date is that of the instant in UTC. */
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/Los_Angeles"})
  void timeAndDateOfIngestionAgree(String zone) {
    WrapRaw<SinkRecord> transform = new WrapRaw<>(Clock.fixed(NOW, ZoneId.of(zone)));
    transform.configure(Map.of());

    EventStruct event = (EventStruct) applied(transform, record(bytes("x"))).value();

    assertThat(MicroTimestamp.toInstant(event.longAt(4)))
        .isEqualTo(Instant.parse("2025-10-25T23:59:59.999999Z"));
    assertThat(event.getString("_ingestion_date")).isEqualTo("2025-10-25");
  }

  @Test
  void thePlaceIsThatInKafkaWhateverTheTopicIsCalledNow() {
    SinkRecord record = record(bytes("x"));
    SinkRecord renamed =
        record.newRecord("elsewhere", 7, null, null, null, record.value(), record.timestamp());

    EventStruct event = (EventStruct) applied(transform(Map.of()), renamed).value();

    assertThat(event.getInt32("_kafka_partition")).isEqualTo(2);
  }

  @Test
  void aRecordWithoutTimestampIsKept() {
    SinkRecord record = record(bytes("x"), null, new ConnectHeaders());

    EventStruct event = (EventStruct) applied(transform(Map.of()), record).value();

    assertThat(event.getInt64("_kafka_timestamp")).isNull();
  }

  @Test
  void aTimestampThatIsNoNumberOfMillisecondsIsRejected() {
    SinkRecord record = record(bytes("x"), 1_796_000_000_000_000_000L, new ConnectHeaders());

    assertThatThrownBy(() -> transform(Map.of()).apply(record))
        .isInstanceOf(RejectedRecordException.class)
        .hasMessage(
            "reason=out_of_range path=$ v=1: expected a record timestamp in milliseconds that fits"
                + " 64 bits in microseconds, found 1796000000000000000");
  }

  @Test
  void anEmptyValueIsAnEmptyText() {
    EventStruct event = (EventStruct) applied(transform(Map.of()), record(new byte[0])).value();

    assertThat(event.getString("_raw_value")).isEmpty();
  }

  @Test
  void textAndBuffersAreWrappedLikeBytes() {
    for (Object value : List.of("ż\ufeff", ByteBuffer.wrap(bytes("ż\ufeff")))) {
      EventStruct event = (EventStruct) applied(transform(Map.of()), record(value)).value();
      assertThat(event.getString("_raw_value")).isEqualTo("ż\ufeff");
      assertThat(event.original()).isEqualTo(bytes("ż\ufeff"));
    }
  }

  @Test
  void bytesThatAreNoTextAreRejectedAsTheyCame() {
    assertThatThrownBy(() -> transform(Map.of()).apply(record(NO_TEXT)))
        .isInstanceOf(RejectedRecordException.class)
        .hasMessage("reason=unsupported_encoding path=$ v=1: no UTF-8 at byte 1");
    SinkRecord marked = applied(transform(Map.of("on.reject", "mark")), record(NO_TEXT));
    assertThat(marked.value()).isSameAs(NO_TEXT);
    assertThat(RejectMark.read(marked.headers()))
        .isEqualTo(new Rejection(RejectReason.UNSUPPORTED_ENCODING, "$", "no UTF-8 at byte 1"));
  }

  @Test
  void otherValuesOfConnectAreNotRaw() {
    assertThatThrownBy(() -> transform(Map.of()).apply(record(Map.of("a", 1))))
        .hasMessageStartingWith(
            "reason=wrong_type path=$ v=1: expected bytes or text from the converter, found"
                + " java.util.");
  }

  @Test
  void noValueIsRejectedOrIgnored() {
    assertThatThrownBy(() -> transform(Map.of()).apply(record(null)))
        .hasMessage("reason=null_value path=$ v=1: the value is null");
    assertThat(transform(Map.of("on.null", "ignore")).apply(record(null))).isNull();
  }

  @Test
  void whatIsTooLargeIsRejected() {
    assertThatThrownBy(() -> transform(Map.of("max.bytes", "3")).apply(record(bytes("1234"))))
        .hasMessage("reason=payload_too_large path=$ v=1: expected at most 3 bytes, found 4");
  }

  @Test
  void aRecordThatWasNotReadFromKafkaStopsTheTask() {
    try (WrapRaw<SourceRecord> transform = new WrapRaw<>()) {
      transform.configure(Map.of());
      SourceRecord record =
          new SourceRecord(Map.of(), Map.of(), "t", 0, null, null, null, bytes("x"));

      assertThatThrownBy(() -> transform.apply(record))
          .isInstanceOf(ConnectException.class)
          .hasMessageStartingWith("Cannot tell the offset of a record for topic t: ");
    }
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    assertThatThrownBy(() -> transform(Map.of("contract", "{}")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid configuration: contract (expected one of [max.bytes, on.null, on.reject])");
  }

  @Test
  void itCannotBeUsedBeforeItIsConfiguredOrAfterItIsClosed() {
    WrapRaw<SinkRecord> transform = new WrapRaw<>();
    assertThatThrownBy(() -> transform.apply(record(bytes("x"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot wrap value: not configured, or closed");
    transform.configure(Map.of());
    transform.close();
    assertThatThrownBy(() -> transform.apply(record(bytes("x"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot wrap value: not configured, or closed");
    assertThat(transform.version()).isEqualTo(FrazilVersion.version());
    assertThat(transform.config()).isSameAs(WrapRaw.CONFIG_DEF);
  }

  private static String column(Field field) {
    String name = field.schema().name();
    return field.name()
        + " "
        + (name == null ? field.schema().type() : name)
        + (field.schema().isOptional() ? "?" : "");
  }

  private static WrapRaw<SinkRecord> transform(Map<String, String> settings) {
    WrapRaw<SinkRecord> transform = new WrapRaw<>(Clock.fixed(NOW, ZoneId.of("UTC")));
    transform.configure(settings);
    return transform;
  }
}
