package dev.frazil.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.replay.Passed;
import dev.frazil.connect.replay.RecordChain;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The converters that each worker has are on the class path of {@code ./frazil}, too. */
class WorkerConvertersTest {
  private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

  private static Passed pass(String value, Map<String, String> more) {
    Map<String, String> config = new HashMap<>();
    config.put("key.converter", "ByteArrayConverter");
    config.put("value.converter", JSON);
    config.putAll(more);
    try (RecordChain chain = RecordChain.of(config)) {
      return chain.pass(
          new ConsumerRecord<>("t", 0, 1, null, value.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static SinkRecord delivered(String value, Map<String, String> more) {
    Passed passed = pass(value, more);
    assertThat(passed).isInstanceOf(Passed.Delivered.class);
    return ((Passed.Delivered) passed).record();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BooleanConverter",
        "ByteArrayConverter",
        "DoubleConverter",
        "FloatConverter",
        "IntegerConverter",
        "JsonConverter",
        "LongConverter",
        "ShortConverter",
        "StringConverter"
      })
  void eachCanBeMadeForKeysValuesAndHeaders(String converter) {
    try (RecordChain chain =
        RecordChain.of(
            Map.of(
                "key.converter", converter,
                "value.converter", converter,
                "header.converter", converter))) {
      Passed passed = chain.pass(new ConsumerRecord<>("t", 0, 1, null, null));
      assertThat(passed)
          .isInstanceOfSatisfying(
              Passed.Delivered.class, delivered -> assertThat(delivered.record().value()).isNull());
    }
  }

  @Test
  void jsonIsReadWithAndWithoutASchema() {
    assertThat(delivered("{\"id\": 7}", Map.of("value.converter.schemas.enable", "false")).value())
        .isEqualTo(Map.of("id", 7L));
    String withSchema =
        """
        {"schema": {"type": "struct", "fields": [{"field": "id", "type": "int32"}]},
         "payload": {"id": 7}}
        """;
    assertThat(((Struct) delivered(withSchema, Map.of()).value()).getInt32("id")).isEqualTo(7);
  }

  @Test
  void jsonWithoutTheSchemaThatIsExpectedIsTold() {
    assertThat(pass("{\"id\": 7}", Map.of()))
        .isEqualTo(
            new Passed.Failed(
                "conversion_failed",
                "$",
                "Cannot convert value: "
                    + JSON
                    + ": DataException: JsonConverter with schemas.enable requires \"schema\" and"
                    + " \"payload\" fields and may not contain additional fields. If you are"
                    + " trying to deserialize plain JSON data, set schemas.enable=false in your"
                    + " converter configuration."));
  }

  @Test
  void whatIsNoJsonIsTold() {
    assertThat(pass("{\"id\": ", Map.of()))
        .isInstanceOfSatisfying(
            Passed.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("conversion_failed");
              assertThat(failed.detail())
                  .startsWith(
                      "Cannot convert value: "
                          + JSON
                          + ": DataException: Converting byte[] to Kafka Connect data failed due"
                          + " to serialization error: (JsonEOFException: ");
            });
  }

  @Test
  void aContractChecksWhatJsonConverterHasRead() {
    Map<String, String> config =
        Map.of(
            "value.converter.schemas.enable", "false",
            "transforms", "v",
            "transforms.v.type", "ValidateEvent",
            "transforms.v.contract",
                "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}}");
    assertThat(((EventStruct) delivered("{\"id\": 7}", config).value()).getInt64("id"))
        .isEqualTo(7);
    assertThat(pass("{\"id\": \"7\"}", config))
        .isEqualTo(new Passed.Failed("wrong_type", "$.id", "expected an integer, found \"7\""));
  }

  @Test
  void aGuardedConverterMarksWhatJsonConverterRefuses() {
    Map<String, String> config =
        Map.of(
            "value.converter", "GuardedConverter",
            "value.converter.delegate.class", "Json",
            "value.converter.delegate.frame", "none",
            "value.converter.schemas.enable", "false");
    assertThat(delivered("{\"id\": 7}", config).value()).isEqualTo(Map.of("id", 7L));
    assertThat(requireNonNull(RejectMark.read(delivered("{\"id\": ", config))).reason())
        .isEqualTo(RejectReason.SCHEMA_VALIDATION_FAILED);
  }
}
