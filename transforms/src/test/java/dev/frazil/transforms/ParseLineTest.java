package dev.frazil.transforms;

import static dev.frazil.transforms.TestingRecords.applied;
import static dev.frazil.transforms.TestingRecords.bytes;
import static dev.frazil.transforms.TestingRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.contract.ContractFiles;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.line.RuleFiles;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParseLineTest {
  private static final String GOOD = "2025-10-25T14:03:12,1234,GET /rate/the+shining+1980=4";
  private static final String BAD = "2025-10-25T14:03:12,1234,GET /rate/the+shining+1980=9";
  private static final Rejection WRONG_RATING =
      new Rejection(RejectReason.INVALID_RATING_VALUE, "$.rating", "expected at most 5, found 9");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-10-25T23:59:59.999999999Z"), ZoneOffset.UTC);

  @Test
  void aLineBecomesATypedValueAndAllElseStays() {
    SinkRecord record = record(bytes(GOOD), 5L, new ConnectHeaders().addString("trace", "t1"));

    SinkRecord parsed = applied(transform(Map.of()), record);

    EventStruct event = (EventStruct) parsed.value();
    assertThat(event.getString("movie_id")).isEqualTo("the+shining+1980");
    assertThat(event.getInt64("ingestion_time")).isEqualTo(1_761_436_799_999_999L);
    assertThat(event.getString("source_topic")).isEqualTo("movie_log");
    assertThat(event.original()).isSameAs(record.value());
    assertThat(parsed.valueSchema()).isSameAs(event.schema());
    assertThat(parsed.topic()).isEqualTo("movie_log");
    assertThat(parsed.kafkaPartition()).isEqualTo(2);
    assertThat(parsed.kafkaOffset()).isEqualTo(1789);
    assertThat(parsed.keySchema()).isSameAs(record.keySchema());
    assertThat(parsed.key()).isEqualTo("k");
    assertThat(parsed.timestamp()).isEqualTo(5L);
    assertThat(parsed.headers()).extracting(Header::key).containsExactly("trace");
  }

  @Test
  void theIdIsThatOfThePlaceInKafkaWhateverTheTopicIsCalledNow() {
    SinkRecord record = record(bytes(GOOD));
    SinkRecord renamed =
        record.newRecord(
            "elsewhere",
            7,
            record.keySchema(),
            record.key(),
            record.valueSchema(),
            record.value(),
            record.timestamp());

    EventStruct event = (EventStruct) applied(transform(Map.of()), renamed).value();

    assertThat(event.getString("event_id")).isEqualTo("5c8f2af0-729c-5e04-8ce2-b09ad694fc54");
    assertThat(event.getString("source_topic")).isEqualTo("movie_log");
  }

  @Test
  void aRecordWithoutTimestampHasAnIdToo() {
    SinkRecord record = record(bytes(GOOD), null, new ConnectHeaders());

    EventStruct event = (EventStruct) applied(transform(Map.of()), record).value();

    assertThat(event.getString("event_id")).matches("[0-9a-f-]{14}5[0-9a-f-]{21}");
  }

  @Test
  void textAndBuffersAreReadLikeBytes() {
    Object fromBytes = applied(transform(Map.of()), record(bytes(GOOD))).value();

    assertThat(applied(transform(Map.of()), record(GOOD)).value()).isEqualTo(fromBytes);
    assertThat(applied(transform(Map.of()), record(ByteBuffer.wrap(bytes(GOOD)))).value())
        .isEqualTo(fromBytes);
    assertThatThrownBy(() -> transform(Map.of()).apply(record("\ud83c")))
        .hasMessage("reason=unsupported_encoding path=$ v=1: half a surrogate pair");
  }

  @Test
  void otherValuesOfConnectAreNoLines() {
    assertThatThrownBy(() -> transform(Map.of()).apply(record(12L)))
        .hasMessage(
            "reason=wrong_type path=$ v=1: expected bytes or text from the converter, found"
                + " java.lang.Long");
  }

  @Test
  void aBadLineIsThrownByDefault() {
    assertThatThrownBy(() -> transform(Map.of()).apply(record(bytes(BAD))))
        .isInstanceOfSatisfying(
            RejectedRecordException.class, e -> assertThat(e.rejection()).isEqualTo(WRONG_RATING));
  }

  @Test
  void aBadLineIsMarkedAndLeftAsItCame() {
    SinkRecord record = record(bytes(BAD));

    SinkRecord marked = applied(transform(Map.of("on.reject", "mark")), record);

    assertThat(marked.value()).isSameAs(record.value());
    assertThat(marked.valueSchema()).isSameAs(record.valueSchema());
    assertThat(RejectMark.read(marked.headers())).isEqualTo(WRONG_RATING);
  }

  @Test
  void marksFromOutsideAreStrippedAndOursStay() {
    ConnectHeaders forged = new ConnectHeaders();
    forged.addString(RejectMark.REASON_HEADER, "unroutable");
    ParseLine<SinkRecord> marking = transform(Map.of("on.reject", "mark"));

    assertThat(applied(marking, record(bytes(GOOD), 5L, forged)).headers()).isEmpty();
    SinkRecord marked = applied(marking, record(bytes(BAD)));
    assertThat(RejectMark.read(applied(transform(Map.of()), marked).headers()))
        .isEqualTo(WRONG_RATING);
  }

  @Test
  void noValueIsRejectedOrIgnored() {
    assertThatThrownBy(() -> transform(Map.of()).apply(record(null)))
        .hasMessage("reason=null_value path=$ v=1: the value is null");
    assertThat(transform(Map.of("on.null", "ignore")).apply(record(null))).isNull();
  }

  @Test
  void whatIsTooLongIsRejected() {
    assertThatThrownBy(() -> transform(Map.of("max.bytes", "10")).apply(record(bytes(GOOD))))
        .hasMessage(
            "reason=payload_too_large path=$ v=1: expected at most 10 bytes, found "
                + GOOD.length());
    assertThatThrownBy(() -> transform(Map.of()).apply(record(new byte[10 << 20])))
        .hasMessage(
            "reason=payload_too_large path=$ v=1: expected at most 65536 bytes, found 10485760");
  }

  @Test
  void aValueThatWasParsedCanBeValidatedAgain() {
    SinkRecord record = record(bytes(GOOD));
    SinkRecord parsed = applied(transform(Map.of()), record);
    try (ValidateEvent<SinkRecord> validate = new ValidateEvent<>()) {
      validate.configure(Map.of("contract", ContractFiles.read("movie_log")));

      SinkRecord validated = applied(validate, parsed);

      assertThat(validated.value()).isEqualTo(parsed.value());
      assertThat(((EventStruct) validated.value()).original()).isSameAs(record.value());
    }
  }

  @Test
  void aRecordThatWasNotReadFromKafkaStopsTheTask() {
    try (ParseLine<SourceRecord> transform = new ParseLine<>()) {
      transform.configure(config(Map.of()));
      SourceRecord record =
          new SourceRecord(Map.of(), Map.of(), "t", 0, null, null, null, bytes(GOOD));

      assertThatThrownBy(() -> transform.apply(record))
          .isInstanceOf(ConnectException.class)
          .hasMessage(
              "Cannot tell the offset of a record for topic t: it was not read from Kafka (expected"
                  + " a sink connector)");
    }
  }

  @Test
  void aConfigurationThatIsWrongNamesKeyAndReason() {
    assertThatThrownBy(() -> new ParseLine<SinkRecord>().configure(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Missing required configuration \"rules\" which has no default value.");
    assertThatThrownBy(() -> transform(Map.of("rules", "{\"rules\":[]}")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration rules: Cannot compile line rules at $.rules: expected"
                + " an array of objects, found an array");
    assertThatThrownBy(() -> transform(Map.of("rules", "${dir:/c:movie_log.json}")))
        .hasMessage(
            "Invalid value for configuration rules: ${dir:/c:movie_log.json} (expected line rules;"
                + " the worker has no such config provider, or it has no such file)");
    assertThatThrownBy(() -> transform(Map.of("contract", ContractFiles.read("events_views"))))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration rules: Cannot compile line rules at"
                + " $.rules[0].field_mappings.timestamp: the contract has no column 'timestamp'");
    assertThatThrownBy(() -> transform(Map.of("rule", "{}")))
        .hasMessage(
            "Invalid configuration: rule (expected one of [contract, max.bytes, on.null,"
                + " on.reject, rules])");
  }

  @Test
  void connectShowsTheErrorAtItsKey() {
    List<ConfigValue> values = ParseLine.CONFIG_DEF.validate(config(Map.of("rules", "")));

    assertThat(values)
        .filteredOn(value -> value.name().equals("rules"))
        .flatExtracting(ConfigValue::errorMessages)
        .containsExactly(
            "Invalid value for configuration rules: Cannot compile line rules at $: it is empty");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itCannotBeUsedBeforeItIsConfiguredOrAfterItIsClosed(boolean configured) {
    ParseLine<SinkRecord> transform = new ParseLine<>();
    if (configured) {
      transform.configure(config(Map.of()));
      transform.close();
    }

    assertThatThrownBy(() -> transform.apply(record(bytes(GOOD))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot parse line: not configured, or closed");
  }

  @Test
  void connectFindsAllTransformsByTheirManifestWithAVersion() {
    assertThat(ServiceLoader.load(Transformation.class))
        .anySatisfy(found -> assertThat(found).isInstanceOf(ParseLine.class))
        .anySatisfy(found -> assertThat(found).isInstanceOf(WrapRaw.class));
    assertThat(new ParseLine<SinkRecord>().version()).isEqualTo(FrazilVersion.version());
    assertThat(new ParseLine<SinkRecord>().config()).isSameAs(ParseLine.CONFIG_DEF);
  }

  private static ParseLine<SinkRecord> transform(Map<String, String> settings) {
    ParseLine<SinkRecord> transform = new ParseLine<>(CLOCK);
    transform.configure(config(settings));
    return transform;
  }

  private static Map<String, String> config(Map<String, String> settings) {
    Map<String, String> config = new HashMap<>();
    config.put("rules", RuleFiles.read("movie_log"));
    config.put("contract", ContractFiles.read("movie_log"));
    config.putAll(settings);
    return config;
  }
}
