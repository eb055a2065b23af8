package dev.frazil.transforms;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.contract.ContractFiles;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateEventTest {
  private static final String GOOD =
      "{\"event_id\":\"3f1c0cb8-2837-44c9-8a5d-0b6ee85256eb\",\"event_type\":\"view\","
          + "\"event_ts\":\"2025-10-25T14:03:11Z\",\"user_id\":12,\"movie_id\":9}";
  private static final String BAD = GOOD.replace(":12,", ":\"12\",");
  private static final Rejection WRONG_USER =
      new Rejection(RejectReason.WRONG_TYPE, "$.user_id", "expected an integer, found \"12\"");

  @Test
  void aGoodValueBecomesTypedAndAllElseStays() {
    SinkRecord record = record(bytes(GOOD), new ConnectHeaders().addString("trace", "t1"));

    SinkRecord validated = applied(transform(Map.of()), record);

    assertThat(validated.value()).isInstanceOf(EventStruct.class);
    EventStruct event = (EventStruct) validated.value();
    assertThat(event.getInt64("user_id")).isEqualTo(12);
    assertThat(event.original()).isSameAs(record.value());
    assertThat(validated.valueSchema()).isSameAs(event.schema());
    assertThat(validated.topic()).isEqualTo("events_views");
    assertThat(validated.kafkaPartition()).isEqualTo(2);
    assertThat(validated.kafkaOffset()).isEqualTo(77);
    assertThat(validated.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
    assertThat(validated.key()).isEqualTo("k");
    assertThat(validated.timestamp()).isEqualTo(5L);
    assertThat(validated.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
    assertThat(validated.headers()).extracting(Header::key).containsExactly("trace");
  }

  @Test
  void itWorksOnSourceRecordsToo() {
    try (ValidateEvent<SourceRecord> transform = new ValidateEvent<>()) {
      transform.configure(config(Map.of()));
      SourceRecord record =
          new SourceRecord(Map.of(), Map.of(), "t", 0, null, null, null, bytes(GOOD));

      SourceRecord validated = requireNonNull(transform.apply(record));

      assertThat(validated.value()).isInstanceOf(EventStruct.class);
    }
  }

  @Test
  void aBadValueIsThrownByDefault() {
    assertThatThrownBy(() -> transform(Map.of()).apply(record(bytes(BAD))))
        .isInstanceOfSatisfying(
            RejectedRecordException.class, e -> assertThat(e.rejection()).isEqualTo(WRONG_USER))
        .hasMessage("reason=wrong_type path=$.user_id v=1: expected an integer, found \"12\"");
  }

  @Test
  void aBadValueIsMarkedAndLeftAsItCame() {
    SinkRecord record = record(bytes(BAD), new ConnectHeaders().addString("trace", "t1"));

    SinkRecord marked = applied(transform(Map.of("on.reject", "mark")), record);

    assertThat(marked.value()).isSameAs(record.value());
    assertThat(marked.valueSchema()).isSameAs(record.valueSchema());
    assertThat(RejectMark.read(marked.headers())).isEqualTo(WRONG_USER);
    assertThat(marked.headers()).hasSize(4);
    assertThat(record.headers()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"throw", "mark"})
  void marksFromOutsideAreStripped(String onReject) {
    ConnectHeaders forged = new ConnectHeaders();
    forged.addString(RejectMark.REASON_HEADER, "unroutable");
    forged.addString(RejectMark.PATH_HEADER, "$");
    forged.addString(RejectMark.DETAIL_HEADER, "forged");

    SinkRecord validated =
        applied(transform(Map.of("on.reject", onReject)), record(bytes(GOOD), forged));

    assertThat(validated.value()).isInstanceOf(EventStruct.class);
    assertThat(validated.headers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"throw", "mark"})
  void aMarkOfAnEarlierTransformOfTheChainStays(String onReject) {
    SinkRecord marked = applied(transform(Map.of("on.reject", "mark")), record(bytes(BAD)));

    SinkRecord passed = applied(transform(Map.of("on.reject", onReject)), marked);

    assertThat(RejectMark.read(passed.headers())).isEqualTo(WRONG_USER);
    assertThat(passed.headers()).hasSize(3);
    assertThat(passed.value()).isSameAs(marked.value());
  }

  @Test
  void anEventThatWasValidatedIsValidatedAgainFromItsBytes() {
    SinkRecord once = applied(transform(Map.of()), record(bytes(GOOD)));

    SinkRecord twice = applied(transform(Map.of()), once);

    assertThat(twice.value()).isEqualTo(once.value());
  }

  @Test
  void noValueIsRejectedOrIgnored() {
    assertThatThrownBy(() -> transform(Map.of()).apply(record(null)))
        .isInstanceOf(RejectedRecordException.class)
        .hasMessage("reason=null_value path=$ v=1: the value is null");
    SinkRecord marked = applied(transform(Map.of("on.reject", "mark")), record(null));
    assertThat(RejectMark.read(marked.headers()))
        .isEqualTo(new Rejection(RejectReason.NULL_VALUE, "$", "the value is null"));
    assertThat(transform(Map.of("on.null", "ignore")).apply(record(null))).isNull();
  }

  @Test
  void whatIsTooLargeIsRejected() {
    assertThatThrownBy(() -> transform(Map.of("max.bytes", "10")).apply(record(bytes(GOOD))))
        .hasMessage(
            "reason=payload_too_large path=$ v=1: expected at most 10 bytes, found "
                + GOOD.length());
  }

  @Test
  void textAndBuffersAreReadLikeBytes() {
    byte[] padded = bytes("xx" + GOOD + "xx");
    ByteBuffer buffer = ByteBuffer.wrap(padded, 2, GOOD.length());
    Object fromBytes = applied(transform(Map.of()), record(bytes(GOOD))).value();

    assertThat(applied(transform(Map.of()), record(GOOD)).value()).isEqualTo(fromBytes);
    assertThat(applied(transform(Map.of()), record(buffer)).value()).isEqualTo(fromBytes);
    assertThat(buffer.remaining()).isEqualTo(GOOD.length());
    assertThatThrownBy(() -> transform(Map.of()).apply(record("{\"x\":\"\ud83c\"}")))
        .hasMessage("reason=unsupported_encoding path=$ v=1: half a surrogate pair");
  }

  @Test
  void mapsOfTheStockConverterAreReadByTheSameRules() {
    Map<String, Object> map = new HashMap<>();
    map.put("event_id", "3f1c0cb8-2837-44c9-8a5d-0b6ee85256eb");
    map.put("event_type", "view");
    map.put("event_ts", java.util.Date.from(Instant.parse("2025-10-25T14:03:11Z")));
    map.put("user_id", 12L);
    map.put("movie_id", 9L);
    Object fromBytes = applied(transform(Map.of()), record(bytes(GOOD))).value();

    assertThat(applied(transform(Map.of()), record(map)).value()).isEqualTo(fromBytes);
    map.put("user_id", "12");
    assertThatThrownBy(() -> transform(Map.of()).apply(record(map)))
        .hasMessage(WRONG_USER.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83c", "\udfac", "\udfac\ud83c", "a\ud83cb"})
  void halfASurrogatePairIsRejectedWhereverItIs(String half) {
    String longer = "x".repeat(5_000) + half;
    for (Object value :
        new Object[] {
          Map.of("u", half),
          Map.of(half, 1),
          Map.of("u", longer),
          Map.of(longer, 1),
          "{\"u\":\"" + half + "\"}"
        }) {
      assertThatThrownBy(() -> transform(Map.of()).apply(record(value)))
          .hasMessageStartingWith("reason=unsupported_encoding path=$ v=1: half a surrogate pair");
    }
  }

  @Test
  void otherValuesOfConnectAreNoEvents() {
    for (Object value : new Object[] {12L, true, List.of(), 1.5}) {
      assertThatThrownBy(() -> transform(Map.of()).apply(record(value)))
          .hasMessage("reason=wrong_type path=$ v=1: expected an object");
    }
    assertThatThrownBy(() -> transform(Map.of()).apply(record(Map.of("u", Double.NaN))))
        .hasMessageStartingWith("reason=invalid_json path=$ ");
    assertThatThrownBy(() -> transform(Map.of()).apply(record(Map.of("u", nested(200)))))
        .hasMessageStartingWith("reason=too_deep path=$ ");
  }

  @Test
  void aConfigurationThatIsWrongNamesKeyAndReason() {
    assertThatThrownBy(() -> new ValidateEvent<SinkRecord>().configure(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Missing required configuration \"contract\" which has no default value.");
    assertThatThrownBy(() -> transform(Map.of("contract", "{\"type\":\"array\"}")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration contract: Cannot compile contract at $.type: expected"
                + " \"object\", found \"array\"");
    assertThatThrownBy(() -> transform(Map.of("contract", "${dir:/c:events_views.json}")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration contract: ${dir:/c:events_views.json} (expected a"
                + " contract; the worker has no such config provider, or it has no such file)");
    assertThatThrownBy(() -> transform(Map.of("on.reject", "drop")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value drop for configuration on.reject: String must be one of: throw, mark");
    assertThatThrownBy(() -> transform(Map.of("max.bytes", "0")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Invalid value 0 for configuration max.bytes: Value must be at least 1");
  }

  @Test
  void aKeyThatIsNoneIsRefusedAndThoseOfConnectAreNot() {
    assertThatThrownBy(() -> transform(Map.of("on.rejects", "mark")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid configuration: on.rejects (expected one of [contract, max.bytes, on.null,"
                + " on.reject])");
    Map<String, String> ofConnect =
        Map.of("type", "x", "predicate", "p", "negate", "true", "plugin.version", "[1,2)");
    assertThat(applied(transform(ofConnect), record(bytes(GOOD))).value())
        .isInstanceOf(EventStruct.class);
  }

  @Test
  void connectShowsTheErrorAtItsKey() {
    Map<String, String> props = Map.of("contract", "{", "on.null", "reject");

    ConfigValue contract =
        ValidateEvent.CONFIG_DEF.validate(props).stream()
            .filter(value -> value.name().equals("contract"))
            .findFirst()
            .orElseThrow();

    assertThat(contract.errorMessages())
        .containsExactly(
            "Invalid value for configuration contract: Cannot compile contract at $: it is not"
                + " JSON: Unexpected end-of-input: expected close marker for Object (line 1, column"
                + " 2)");
  }

  @Test
  void itCannotBeUsedBeforeItIsConfiguredOrAfterItIsClosed() {
    ValidateEvent<SinkRecord> transform = new ValidateEvent<>();
    assertThatThrownBy(() -> transform.apply(record(bytes(GOOD))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot validate event: not configured, or closed");
    transform.configure(config(Map.of()));
    transform.close();
    assertThatThrownBy(() -> transform.apply(record(bytes(GOOD))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot validate event: not configured, or closed");
  }

  @Test
  void connectFindsItByItsManifestWithAVersion() {
    assertThat(ServiceLoader.load(Transformation.class))
        .anySatisfy(
            found ->
                assertThat(found)
                    .isInstanceOfSatisfying(
                        ValidateEvent.class,
                        transform ->
                            assertThat(transform.version()).matches("\\d+\\.\\d+\\.\\d+.*")));
  }

  private static Object nested(int levels) {
    Object value = 1;
    for (int i = 0; i < levels; i++) {
      value = List.of(value);
    }
    return value;
  }

  private static ValidateEvent<SinkRecord> transform(Map<String, String> settings) {
    ValidateEvent<SinkRecord> transform = new ValidateEvent<>();
    transform.configure(config(settings));
    return transform;
  }

  private static Map<String, String> config(Map<String, String> settings) {
    Map<String, String> config = new HashMap<>();
    config.put("contract", ContractFiles.read("events_views"));
    config.putAll(settings);
    return config;
  }

  private static SinkRecord applied(ValidateEvent<SinkRecord> transform, SinkRecord record) {
    return requireNonNull(transform.apply(record), "filtered");
  }

  private static SinkRecord record(@Nullable Object value) {
    return record(value, new ConnectHeaders());
  }

  private static SinkRecord record(@Nullable Object value, Headers headers) {
    return new SinkRecord(
        "events_views",
        2,
        Schema.STRING_SCHEMA,
        "k",
        value instanceof byte[] ? Schema.OPTIONAL_BYTES_SCHEMA : null,
        value,
        77,
        5L,
        TimestampType.CREATE_TIME,
        headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
