package dev.frazil.connect.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.time.TaskTime;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final Rejection REJECTION =
      new Rejection(RejectReason.WRONG_TYPE, "$.user_id", "it is a text");
  private static final TopicPartition FIRST = new TopicPartition("events", 0);
  private static final TopicPartition SECOND = new TopicPartition("events", 1);
  private static final long LIMIT = 10_000;
  private static final int CONNECT_HEADERS = 4_096;

  private final RecordingReporter reporter = new RecordingReporter();
  private final DeadLetters deadLetters = new DeadLetters(reporter, LIMIT, TaskTime.REAL);

  @AfterEach
  void clearInterrupt() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void reportsTheRecordWithItsReason() {
    SinkRecord record = record(0, 17, "text");

    deadLetters.send(record, REJECTION);

    assertThat(reporter.reports()).hasSize(1);
    RecordingReporter.Report report = reporter.reports().get(0);
    assertThat(report.record()).isSameAs(record);
    assertThat(report.error())
        .isInstanceOf(RejectedRecordException.class)
        .hasMessage("reason=wrong_type path=$.user_id v=1: it is a text");
  }

  @Test
  void nothingIsUnacknowledgedAtFirst() {
    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(Long.MAX_VALUE);
    deadLetters.settle();
  }

  @Test
  void holdsTheOldestThatIsNotAcknowledgedOfEachPartition() {
    send(0, 17);
    send(1, 4);
    send(0, 19);
    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(17);
    assertThat(deadLetters.firstUnacknowledged(SECOND)).isEqualTo(4);

    reporter.reports().get(0).acknowledge();
    deadLetters.settle();

    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(19);
    assertThat(deadLetters.firstUnacknowledged(SECOND)).isEqualTo(4);
  }

  @Test
  void acknowledgementsOutOfOrderDoNotPassTheOldest() {
    send(0, 17);
    send(0, 18);
    send(0, 19);
    reporter.reports().get(1).acknowledge();
    reporter.reports().get(2).acknowledge();
    deadLetters.settle();
    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(17);

    reporter.reports().get(0).acknowledge();
    deadLetters.settle();

    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void settleDoesNotWait() {
    send(0, 17);

    deadLetters.settle();

    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(17);
  }

  @Test
  void waitsForAcknowledgementsNoLongerThanItIsTold() {
    send(0, 17);
    send(1, 4);
    reporter.reports().get(0).acknowledge();

    assertThat(deadLetters.settledWithin(1)).isFalse();
    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(Long.MAX_VALUE);
    assertThat(deadLetters.firstUnacknowledged(SECOND)).isEqualTo(4);

    reporter.reports().get(1).acknowledge();
    assertThat(deadLetters.settledWithin(0)).isTrue();
    assertThat(deadLetters.firstUnacknowledged(SECOND)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void waitsForAcknowledgementsThatCome() {
    send(0, 17);
    CompletableFuture<Void> broker =
        CompletableFuture.runAsync(reporter.reports().get(0)::acknowledge);

    assertThat(deadLetters.settledWithin(20_000)).isTrue();

    assertThat(broker).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void waitingForAcknowledgementsEndsWithAFailure() {
    send(0, 17);
    reporter.reports().get(0).fail(new IllegalStateException("broker says no"));

    assertThatThrownBy(() -> deadLetters.settledWithin(20_000))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Cannot send events-0@17 to the dead-letter topic: broker says no");
    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(17);
  }

  @Test
  void aFailureIsThrownAndStaysInTheWay() {
    send(0, 17);
    send(0, 18);
    IllegalStateException why = new IllegalStateException("broker says no");
    reporter.reports().get(0).fail(why);
    reporter.reports().get(1).acknowledge();

    for (int look = 0; look < 2; look++) {
      assertThatThrownBy(deadLetters::settle)
          .isInstanceOf(ConnectException.class)
          .hasMessage("Cannot send events-0@17 to the dead-letter topic: broker says no")
          .hasCause(why);
      assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(17);
    }
  }

  @Test
  void aFailureWithoutAMessageIsNamed() {
    send(0, 17);
    reporter.reports().get(0).fail(new IllegalStateException());

    assertThatThrownBy(deadLetters::settle)
        .hasMessage(
            "Cannot send events-0@17 to the dead-letter topic: java.lang.IllegalStateException");
  }

  @Test
  void aRefusalOfConnectsIsPassedOn() {
    ConnectException refusal = new ConnectException("Tolerance exceeded in error handler");
    reporter.refuse(refusal);

    assertThatThrownBy(() -> send(0, 17)).isSameAs(refusal);
    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void withoutATopicTheFirstRejectionStopsTheTask() {
    DeadLetters none = new DeadLetters(null, LIMIT, TaskTime.REAL);

    assertThatThrownBy(() -> none.requireTaken(record(0, 17, "text"), REJECTION))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot write events-0@17: reason=wrong_type path=$.user_id v=1: it is a text (set"
                + " errors.tolerance=all and errors.deadletterqueue.topic.name, or"
                + " iceberg.deadletters.table-template, to go on past such records)");
  }

  @Test
  void aRecordOfTheLimitIsSent() {
    SinkRecord largest = bytes(17, LIMIT - CONNECT_HEADERS);
    deadLetters.requireTaken(largest, REJECTION);
    deadLetters.send(largest, REJECTION);

    assertThat(reporter.reports()).hasSize(1);
  }

  @Test
  void aRecordOverTheLimitStopsTheTask() {
    SinkRecord larger = bytes(17, LIMIT - CONNECT_HEADERS + 1);
    assertThat(deadLetters.takes(larger)).isFalse();
    assertThatThrownBy(() -> deadLetters.requireTaken(larger, REJECTION))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot send events-0@17 to the dead-letter topic: it takes about 10001 bytes, the"
                + " limit is 10000; raise producer.override.max.request.size and the topic's"
                + " max.message.bytes, or set iceberg.deadletters.table-template (reason=wrong_type"
                + " path=$.user_id v=1: it is a text)");
    assertThat(reporter.reports()).isEmpty();
    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void waitsForTheOldestWhenTooManyAreUnderWay() {
    for (int offset = 0; offset < 1_000; offset++) {
      send(0, offset);
    }
    reporter.reports().get(0).acknowledge();

    send(0, 1_000);

    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> send(0, 1_001))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Cannot send events-0@1 to the dead-letter topic: interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void forgetsPartitionsThatAreSomebodyElses() {
    send(0, 17);
    send(1, 4);
    reporter.reports().get(0).fail(new IllegalStateException("broker says no"));

    deadLetters.forget(List.of(FIRST));

    deadLetters.settle();
    assertThat(deadLetters.firstUnacknowledged(FIRST)).isEqualTo(Long.MAX_VALUE);
    assertThat(deadLetters.firstUnacknowledged(SECOND)).isEqualTo(4);
  }

  @Test
  void sizesAreNotUnderestimated() {
    SinkRecord record = record(0, 17, "zażółć");
    record.headers().addBytes("trace", new byte[100]).addString("note", "źdźbło");
    long atLeast =
        (long) CONNECT_HEADERS
            + utf8("key")
            + utf8("zażółć")
            + utf8("trace")
            + 100L
            + utf8("note")
            + utf8("źdźbło");

    assertThat(RecordSize.estimate(record, null)).isBetween(atLeast, atLeast + 100);
  }

  @Test
  void theOriginalBytesCountInPlaceOfTheValue() {
    assertThat(RecordSize.estimate(record(0, 17, "a long text"), new byte[5_000]))
        .isEqualTo(CONNECT_HEADERS + 3 * "key".length() + 5_000);
  }

  @Test
  void aTombstoneHasASizeToo() {
    SinkRecord tombstone = new SinkRecord("events", 0, null, null, null, null, 17);

    assertThat(RecordSize.estimate(tombstone, null)).isEqualTo(CONNECT_HEADERS);
  }

  private void send(int partition, long offset) {
    deadLetters.send(record(partition, offset, "text"), REJECTION);
  }

  private static SinkRecord record(int partition, long offset, String value) {
    return new SinkRecord(
        "events",
        partition,
        Schema.STRING_SCHEMA,
        "key",
        Schema.STRING_SCHEMA,
        value,
        offset,
        1_000L,
        TimestampType.CREATE_TIME);
  }

  private static SinkRecord bytes(long offset, long length) {
    return new SinkRecord(
        "events", 0, null, null, Schema.BYTES_SCHEMA, new byte[Math.toIntExact(length)], offset);
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
