package dev.frazil.connect.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.deadletter.LetterRecord.TopicFate;
import dev.frazil.transforms.ParseLine;
import dev.frazil.transforms.ValidateEvent;
import dev.frazil.transforms.WrapRaw;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LetterRecordTest {
  private static final Rejection WHY =
      new Rejection(RejectReason.INVALID_JSON, "$.a", "not a value");
  private static final String CONTRACT =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "rating",
       "type": "object",
       "properties": {"id": {"type": "string"}, "rating": {"type": "number"}}}
      """;

  @Test
  void itSaysWhatWasRejectedAndWhy() {
    Struct letter = letter(record(null, utf8("key"), null, utf8("zażółć"), 5L));

    assertThat(letter.getString("raw_payload")).isEqualTo("zażółć");
    assertThat(letter.getBytes("raw_bytes")).isNull();
    assertThat(letter.getString("topic")).isEqualTo("events");
    assertThat(letter.getInt32("partition")).isEqualTo(3);
    assertThat(letter.getInt64("offset")).isEqualTo(17);
    assertThat(letter.getInt64("record_ts")).isEqualTo(5_000);
    assertThat(letter.getInt64("error_ts")).isEqualTo(9_000);
    assertThat(letter.getString("error_reason")).isEqualTo("invalid_json");
    assertThat(letter.getString("error_path")).isEqualTo("$.a");
    assertThat(letter.getString("error_detail")).isEqualTo("not a value");
    assertThat(letter.getBytes("key")).isEqualTo(utf8("key"));
    assertThat(letter.getBoolean("in_topic")).isTrue();
  }

  @Test
  void theTopicIsTheOneThatWasReadWhateverTransformsMadeOfIt() {
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
            "events",
            3,
            17);

    assertThat(letter(renamed).getString("topic")).isEqualTo("events");
    assertThat(letter(renamed).getInt32("partition")).isEqualTo(3);
    assertThat(letter(renamed).getInt64("offset")).isEqualTo(17);
  }

  @Test
  void whatIsNotUtf8IsKeptAsBytes() {
    byte[] bytes = {'a', (byte) 0xff, 0};
    Struct letter = letter(record(null, null, null, bytes, 5L));

    assertThat(letter.getString("raw_payload")).isNull();
    assertThat(letter.getBytes("raw_bytes")).isEqualTo(bytes);
    assertThat(letter.getBytes("key")).isNull();
  }

  @Test
  void aRecordWithoutValueHasNeitherTextNorBytes() {
    Struct letter = letter(record(null, null, null, null, 5L));

    assertThat(letter.getString("raw_payload")).isNull();
    assertThat(letter.getBytes("raw_bytes")).isNull();
  }

  @Property
  void theBytesComeBackWhateverTheyAre(@ForAll byte[] bytes) {
    Struct letter = letter(record(null, null, null, bytes, 5L));
    String text = letter.getString("raw_payload");

    assertThat(text == null ? letter.getBytes("raw_bytes") : utf8(text)).isEqualTo(bytes);
  }

  @Test
  void ofAnEventTheBytesAreKeptThatItWasReadFrom() {
    String came = "{ \"id\" : \"a\",  \"unknown\": 12.50, \"rating\": 4.50 }";
    SinkRecord event = through(new ValidateEvent<>(), Map.of("contract", CONTRACT), utf8(came));

    assertThat(event.value()).isInstanceOf(EventStruct.class);
    assertThat(letter(event).getString("raw_payload")).isEqualTo(came);
  }

  @Test
  void ofAnEventThatWasALineTheLineIsKept() {
    String rules =
        """
        {"rules": [{"event_type": "rate", "pattern": "(?P<id>[^,]+),(?P<rating>.+)",
          "field_mappings": {"id": "id", "rating": "rating"}}]}
        """;
    SinkRecord event =
        through(
            new ParseLine<>(), Map.of("rules", rules, "contract", CONTRACT), utf8("żółć,4.50\r\n"));

    assertThat(event.value()).isInstanceOf(EventStruct.class);
    assertThat(letter(event).getString("raw_payload")).isEqualTo("żółć,4.50\r\n");
  }

  @Test
  void ofARawValueTheBytesAreKeptAsTheyCame() {
    SinkRecord event = through(new WrapRaw<>(), Map.of(), utf8(" not json\0"));

    assertThat(event.value()).isInstanceOf(EventStruct.class);
    assertThat(letter(event).getString("raw_payload")).isEqualTo(" not json\0");
  }

  @Test
  void whatAConverterMadeIsRenderedAsJson() {
    Schema schema = SchemaBuilder.struct().field("n", Schema.INT64_SCHEMA).build();
    Struct value = new Struct(schema).put("n", 12L);

    assertThat(letter(record(null, Map.of("k", 1), schema, value, 5L)).getString("raw_payload"))
        .isEqualTo("{\"n\":12}");
    assertThat(letter(record(null, Map.of("k", 1), schema, value, 5L)).getBytes("key"))
        .isEqualTo(utf8("{\"k\":1}"));
  }

  @Test
  void whatHasNoJsonIsKeptAsItsText() {
    assertThat(letter(record(null, null, null, URI.create("odd:one"), 5L)).getString("raw_payload"))
        .isEqualTo("odd:one");
  }

  @Test
  void headersAreKeptWithoutOurMark() {
    Headers headers = new ConnectHeaders().addBytes("b", new byte[] {1}).add("n", null, null);
    headers.addString("b", "again");
    SinkRecord marked =
        record(null, null, null, utf8("x"), 5L)
            .newRecord("events", 3, null, null, null, utf8("x"), 5L, RejectMark.mark(headers, WHY));

    List<Struct> kept = letter(marked).getArray("headers");
    assertThat(kept).extracting(each -> each.getString("key")).containsExactly("b", "n", "b");
    assertThat(kept.get(0).getBytes("value")).isEqualTo(new byte[] {1});
    assertThat(kept.get(1).getBytes("value")).isNull();
    assertThat(kept.get(2).getBytes("value")).isEqualTo(utf8("again"));
  }

  @Test
  void aTimeThatIsNoneIsNull() {
    assertThat(letter(record(null, null, null, null, null)).getInt64("record_ts")).isNull();
    assertThat(letter(record(null, null, null, null, -1L)).getInt64("record_ts")).isNull();
    assertThat(letter(record(null, null, null, null, Long.MAX_VALUE)).getInt64("record_ts"))
        .isNull();
  }

  /** The record that a transform makes of a value. */
  private static SinkRecord through(
      Transformation<SinkRecord> transform, Map<String, String> config, byte[] value) {
    transform.configure(config);
    return transform.apply(record(null, null, null, value, 5L));
  }

  private static Struct letter(SinkRecord record) {
    return (Struct) LetterRecord.of(record, WHY, TopicFate.SENT, 9).value();
  }

  private static SinkRecord record(
      @Nullable Schema keySchema,
      @Nullable Object key,
      @Nullable Schema schema,
      @Nullable Object value,
      @Nullable Long timestampMs) {
    return new SinkRecord(
        "events", 3, keySchema, key, schema, value, 17, timestampMs, TimestampType.CREATE_TIME);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
