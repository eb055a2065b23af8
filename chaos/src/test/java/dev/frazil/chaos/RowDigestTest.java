package dev.frazil.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowDigestTest {
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "event_id", Types.StringType.get()),
          Types.NestedField.required(2, "event_ts", Types.TimestampType.withZone()),
          Types.NestedField.required(3, "movie_id", Types.LongType.get()),
          Types.NestedField.required(4, "rating", Types.DoubleType.get()),
          Types.NestedField.optional(5, "review_text", Types.StringType.get()),
          Types.NestedField.optional(6, "_kafka_offset", Types.LongType.get()));
  private static final byte[] EVENT =
      """
      {"movie_id":12.0,"event_type":"rating","event_id":"a","rating":5,"review_text":"zażółć",
      "event_ts":"2026-03-01T12:00:00.000001+02:00"}
      """
          .getBytes(UTF_8);

  @Test
  void aRowThatSaysTheSameHasTheSameDigest() {
    assertThat(RowDigest.ofRow(row(row -> {}))).isEqualTo(RowDigest.ofEvent(EVENT));
    assertThat(RowDigest.ofRow(row(row -> row.setField("_kafka_offset", 7L))))
        .isEqualTo(RowDigest.ofEvent(EVENT));
  }

  @Test
  void eachAlteredColumnChangesIt() {
    long right = RowDigest.ofEvent(EVENT);
    assertThat(RowDigest.ofRow(row(row -> row.setField("event_id", "b")))).isNotEqualTo(right);
    assertThat(RowDigest.ofRow(row(row -> row.setField("movie_id", 13L)))).isNotEqualTo(right);
    assertThat(RowDigest.ofRow(row(row -> row.setField("rating", 4.5)))).isNotEqualTo(right);
    assertThat(RowDigest.ofRow(row(row -> row.setField("review_text", null)))).isNotEqualTo(right);
    assertThat(
            RowDigest.ofRow(
                row(
                    row ->
                        row.setField(
                            "event_ts", OffsetDateTime.parse("2026-03-01T10:00:00.000002Z")))))
        .isNotEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({"a,b", "a,''", "ab,ba"})
  void otherBytesHaveOtherChecksums(String one, String other) {
    assertThat(RowDigest.ofBytes(one.getBytes(UTF_8)))
        .isNotEqualTo(RowDigest.ofBytes(other.getBytes(UTF_8)));
  }

  @Test
  void nothingIsNotEmpty() {
    assertThat(RowDigest.ofBytes(null)).isNotEqualTo(RowDigest.ofBytes(new byte[0]));
  }

  private static Record row(Consumer<Record> change) {
    Record row = GenericRecord.create(SCHEMA);
    row.setField("event_id", "a");
    row.setField("event_ts", OffsetDateTime.parse("2026-03-01T10:00:00.000001Z"));
    row.setField("movie_id", 12L);
    row.setField("rating", 5.0);
    row.setField("review_text", "zażółć");
    change.accept(row);
    return row;
  }
}
