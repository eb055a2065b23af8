package dev.frazil.connect.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Converters and transforms of Kafka, and our own, put together as connectors do. */
class RealPluginsChainTest {
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
  private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";
  private static final String REGEX_ROUTER = "org.apache.kafka.connect.transforms.RegexRouter";
  private static final String CONTRACT =
      """
      {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}
      """;
  private static final String LINE_RULES =
      """
      {"rules": [{"event_type": "rate", "pattern": "(?P<id>[^=]+)=(?P<stars>.*)",
        "field_mappings": {"id": "id", "stars": "stars"}}]}
      """;
  private static final String LINE_CONTRACT =
      """
      {"type": "object", "required": ["id"],
       "properties": {"id": {"type": "string"}, "stars": {"type": "integer", "maximum": 5}}}
      """;

  private static Map<String, String> config(Map<String, String> more) {
    Map<String, String> config = new HashMap<>();
    config.put("key.converter", BYTES);
    config.put("value.converter", BYTES);
    config.put("header.converter", BYTES);
    config.putAll(more);
    return config;
  }

  /** A configuration with one transform, t. */
  private static Map<String, String> transform(String type, Map<String, String> settings) {
    Map<String, String> config = new HashMap<>();
    config.put("transforms", "t");
    config.put("transforms.t.type", type);
    settings.forEach((key, value) -> config.put("transforms.t." + key, value));
    return config;
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte @Nullable [] value, TimestampType type, long timestamp) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("to", bytes("clicks"));
    headers.add("a", bytes("1"));
    headers.add("frazil.reject.reason", bytes("forged"));
    headers.add("a", bytes("0"));
    return new ConsumerRecord<>(
        "views", 3, 17, timestamp, type, 0, 0, bytes("k"), value, headers, Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Passed pass(byte @Nullable [] value, Map<String, String> more) {
    try (RecordChain chain = RecordChain.of(config(more))) {
      return chain.pass(record(value, TimestampType.CREATE_TIME, 1_000));
    }
  }

  private static Passed pass(String value, Map<String, String> more) {
    return pass(bytes(value), more);
  }

  private static SinkRecord delivered(Passed passed) {
    assertThat(passed).isInstanceOf(Passed.Delivered.class);
    return ((Passed.Delivered) passed).record();
  }

  private static EventStruct event(Passed passed) {
    return (EventStruct) delivered(passed).value();
  }

  private static Rejection mark(Passed passed) {
    return Objects.requireNonNull(RejectMark.read(delivered(passed)));
  }

  private static List<String> headers(Passed passed) {
    return StreamSupport.stream(delivered(passed).headers().spliterator(), false)
        .map(Header::key)
        .toList();
  }

  @Test
  void stringsAreReadAsStrings() {
    SinkRecord record =
        delivered(
            pass(
                "zażółć",
                Map.of(
                    "key.converter", STRING,
                    "value.converter", STRING,
                    "header.converter", STRING)));
    assertThat(record.keySchema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    assertThat(record.key()).isEqualTo("k");
    assertThat(record.value()).isEqualTo("zażółć");
    assertThat(record.headers().lastWithName("to").value()).isEqualTo("clicks");
  }

  @Test
  void keysAndValuesHaveTheirOwnSettings() {
    SinkRecord record =
        delivered(
            pass(
                new byte[] {(byte) 0xe9},
                Map.of(
                    "key.converter",
                    STRING,
                    "key.converter.converter.encoding",
                    "UTF-8",
                    "value.converter",
                    STRING,
                    "value.converter.converter.encoding",
                    "ISO-8859-1")));
    assertThat(record.key()).isEqualTo("k");
    assertThat(record.value()).isEqualTo("é");
  }

  @Test
  void whatARealConverterRefusesIsTold() {
    assertThat(
            pass(
                "12",
                Map.of("value.converter", "org.apache.kafka.connect.converters.LongConverter")))
        .isEqualTo(
            new Passed.Failed(
                "conversion_failed",
                "$",
                "Cannot convert value: org.apache.kafka.connect.converters.LongConverter:"
                    + " DataException: Failed to deserialize long: (SerializationException: Size"
                    + " of data received by LongDeserializer is not 8)"));
  }

  @Test
  void theKeyDecidesBeforeTheValue() {
    String type = "org.apache.kafka.connect.converters.LongConverter";
    assertThat(pass("12", Map.of("key.converter", type, "value.converter", type)))
        .isInstanceOfSatisfying(
            Passed.Failed.class,
            failed -> assertThat(failed.detail()).startsWith("Cannot convert key: " + type + ": "));
  }

  @Test
  void aHeaderThatCannotBeReadIsTold() {
    assertThat(
            pass(
                "v",
                Map.of("header.converter", "org.apache.kafka.connect.converters.IntegerConverter")))
        .isEqualTo(
            new Passed.Failed(
                "conversion_failed",
                "$",
                "Cannot convert headers: org.apache.kafka.connect.converters.IntegerConverter:"
                    + " DataException: Failed to deserialize integer: (SerializationException:"
                    + " Size of data received by IntegerDeserializer is not 4)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.frazil.transforms.ValidateEvent", "ValidateEvent"})
  void aContractTakesWhatFitsAndMarksWhatDoesNot(String type) {
    Map<String, String> config = transform(type, Map.of("contract", CONTRACT, "on.reject", "mark"));
    assertThat(event(pass("{\"id\": 7}", config)).getInt64("id")).isEqualTo(7);
    assertThat(mark(pass("{\"id\": \"7\"}", config)))
        .isEqualTo(
            new Rejection(RejectReason.WRONG_TYPE, "$.id", "expected an integer, found \"7\""));
  }

  @Test
  void aMarkKeepsTheOrderOfHeadersAndNoForgedOne() {
    Map<String, String> config =
        transform("ValidateEvent", Map.of("contract", CONTRACT, "on.reject", "mark"));
    assertThat(headers(pass("{", config)))
        .containsExactly(
            "to", "a", "a", "frazil.reject.reason", "frazil.reject.path", "frazil.reject.detail");
    assertThat(headers(pass("{\"id\": 7}", config))).containsExactly("to", "a", "a");
  }

  @Test
  void aTextIsCheckedLikeItsBytes() {
    Map<String, String> config = transform("ValidateEvent", Map.of("contract", CONTRACT));
    config.put("value.converter", STRING);
    assertThat(event(pass("{\"id\": 7}", config)).getInt64("id")).isEqualTo(7);
    assertThat(pass("{}", config))
        .isEqualTo(
            new Passed.Failed("missing_required_field", "$.id", "expected a value, found none"));
  }

  @Test
  void linesAreParsedByTheirRules() {
    Map<String, String> config =
        transform("ParseLine", Map.of("rules", LINE_RULES, "contract", LINE_CONTRACT));
    assertThat(event(pass("m=4", config)).getInt64("stars")).isEqualTo(4);
    assertThat(pass("m=9", config))
        .isEqualTo(
            new Passed.Failed(
                "schema_validation_failed", "$.stars", "expected at most 5, found 9"));
  }

  @Test
  void aRawValueIsWrappedWithThePlaceThatItWasReadFrom() {
    EventStruct raw = event(pass("any thing", transform("WrapRaw", Map.of())));
    assertThat(raw.getString("_raw_value")).isEqualTo("any thing");
    assertThat(raw.getInt32("_kafka_partition")).isEqualTo(3);
    assertThat(raw.getInt64("_kafka_offset")).isEqualTo(17);
    assertThat(raw.getInt64("_kafka_timestamp")).isEqualTo(1_000_000);
    assertThat(pass(new byte[] {'a', (byte) 0xff}, transform("WrapRaw", Map.of())))
        .isEqualTo(new Passed.Failed("unsupported_encoding", "$", "no UTF-8 at byte 1"));
  }

  @Test
  void aRouteChangesTheTopicAndNotWhereARecordWasRead() {
    Map<String, String> config =
        transform("RouteEvent", Map.of("header", "to", "allowed", "clicks"));
    assertOrigin(pass("v", config), "clicks", 1_000L, TimestampType.CREATE_TIME);
    assertThat(pass("v", transform("RouteEvent", Map.of("header", "to", "allowed", "ratings"))))
        .isInstanceOfSatisfying(
            Passed.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("unroutable");
              assertThat(failed.detail()).contains("clicks");
            });
  }

  @Test
  void anotherNameAndNoTimestampLeaveTheOrigin() {
    Map<String, String> config =
        config(transform(REGEX_ROUTER, Map.of("regex", "v(.*)", "replacement", "re-$0")));
    try (RecordChain chain = RecordChain.of(config)) {
      assertOrigin(
          chain.pass(record(bytes("v"), TimestampType.NO_TIMESTAMP_TYPE, -1)),
          "re-views",
          null,
          TimestampType.NO_TIMESTAMP_TYPE);
      assertOrigin(
          chain.pass(record(bytes("v"), TimestampType.LOG_APPEND_TIME, 0)),
          "re-views",
          0L,
          TimestampType.LOG_APPEND_TIME);
    }
  }

  private static void assertOrigin(
      Passed passed, String topic, @Nullable Long timestamp, TimestampType type) {
    SinkRecord record = delivered(passed);
    assertThat(record.topic()).isEqualTo(topic);
    assertThat(record.originalTopic()).isEqualTo("views");
    assertThat(record.originalKafkaPartition()).isEqualTo(3);
    assertThat(record.originalKafkaOffset()).isEqualTo(17);
    assertThat(record.timestamp()).isEqualTo(timestamp);
    assertThat(record.timestampType()).isEqualTo(type);
  }

  @Test
  void aFilterDropsWhatItsPredicateFinds() {
    Map<String, String> config =
        transform("org.apache.kafka.connect.transforms.Filter", Map.of("predicate", "isTombstone"));
    config.put("predicates", "isTombstone");
    config.put("predicates.isTombstone.type", "RecordIsTombstone");
    assertThat(pass((byte[]) null, config)).isEqualTo(new Passed.Dropped());
    assertThat(delivered(pass("v", config)).value()).isEqualTo(bytes("v"));
    config.put("transforms.t.negate", "TRUE");
    assertThat(delivered(pass((byte[]) null, config)).value()).isNull();
    assertThat(pass("v", config)).isEqualTo(new Passed.Dropped());
  }

  @Test
  void transformsOfOthersLeaveMarkedRecordsAloneWhereToldTo() {
    Map<String, String> config =
        transform("ValidateEvent", Map.of("contract", CONTRACT, "on.reject", "mark"));
    config.put("transforms", "t,rename");
    config.put("transforms.rename.type", REGEX_ROUTER);
    config.put("transforms.rename.regex", ".*");
    config.put("transforms.rename.replacement", "renamed");
    config.put("transforms.rename.predicate", "isMarked");
    config.put("transforms.rename.negate", "true");
    config.put("predicates", "isMarked");
    config.put("predicates.isMarked.type", "dev.frazil.transforms.IsMarked");
    assertThat(delivered(pass("{\"id\": 7}", config)).topic()).isEqualTo("renamed");
    assertThat(delivered(pass("{}", config)).topic()).isEqualTo("views");
  }

  @Test
  void negateIsTrueOrFalse() {
    Map<String, String> config = transform(REGEX_ROUTER, Map.of("negate", "yes", "predicate", "p"));
    config.put("transforms.t.regex", ".*");
    config.put("transforms.t.replacement", "x");
    config.put("predicates", "p");
    config.put("predicates.p.type", "RecordIsTombstone");
    assertThatThrownBy(() -> RecordChain.of(config(config)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration transforms.t.negate: yes (expected true or false)");
  }

  @Test
  void aGuardedConverterMarksWhatItsDelegateRefuses() {
    Map<String, String> config =
        Map.of(
            "value.converter", "dev.frazil.transforms.GuardedConverter",
            "value.converter.delegate.class",
                "org.apache.kafka.connect.converters.IntegerConverter",
            "value.converter.delegate.frame", "none");
    assertThat(delivered(pass(new byte[] {0, 0, 1, 0}, config)).value()).isEqualTo(256);
    assertThat(delivered(pass((byte[]) null, config)).value()).isNull();
    Passed refused = pass("12", config);
    assertThat(mark(refused).reason()).isEqualTo(RejectReason.SCHEMA_VALIDATION_FAILED);
    assertThat(delivered(refused).value()).isEqualTo(bytes("12"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IntegerConverter", " Integer "})
  void aDelegateIsKnownByItsAlias(String alias) {
    assertThat(
            delivered(
                    pass(
                        new byte[] {0, 0, 1, 0},
                        Map.of(
                            "value.converter", "GuardedConverter",
                            "value.converter.delegate.class", alias,
                            "value.converter.delegate.frame", "none")))
                .value())
        .isEqualTo(256);
  }

  @Test
  void aDelegateThatIsNotThereSaysWhereJarsGo() {
    assertThatThrownBy(
            () ->
                RecordChain.of(
                    config(
                        Map.of(
                            "value.converter", "dev.frazil.transforms.GuardedConverter",
                            "value.converter.delegate.class", "no.such.AvroConverter"))))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration value.converter.delegate.class: no.such.AvroConverter"
                + " (expected a Converter on the class path; the environment variable"
                + " FRAZIL_CLASS_PATH puts further jars on the class path)");
  }

  @Test
  void aGuardedConverterWithoutDelegateSaysWhatIsMissing() {
    assertThatThrownBy(
            () ->
                RecordChain.of(
                    config(Map.of("value.converter", "dev.frazil.transforms.GuardedConverter"))))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Cannot configure value.converter, dev.frazil.transforms.GuardedConverter: Missing"
                + " required configuration \"delegate.class\" which has no default value.");
  }
}
