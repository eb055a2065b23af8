package dev.frazil.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectValueTest {
  private static final long MICROS = 1_761_400_991_123_456L;

  @Test
  void aMapIsAnObject() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("s", "zażółć \"x\"\n");
    map.put("l", 1L);
    map.put("i", -2);
    map.put("d", 2.5);
    map.put("f", 0.5f);
    map.put("b", true);
    map.put("n", null);
    map.put("list", Arrays.asList(1, null, Map.of("k", "v")));
    map.put("decimal", new BigDecimal("1.10"));
    map.put("big", BigInteger.TEN.pow(30));
    map.put("bytes", new byte[] {1, 2, 3});
    map.put("buffer", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    map.put("time", java.util.Date.from(Instant.parse("2025-10-25T14:03:11.5Z")));

    assertThat(json(null, map))
        .isEqualTo(
            "{\"s\":\"zażółć \\\"x\\\"\\n"
                + "\",\"l\":1,\"i\":-2,\"d\":2.5,\"f\":0.5,\"b\":true,\"n\":null,"
                + "\"list\":[1,null,{\"k\":\"v\"}],\"decimal\":1.10,\"big\":1000000000000000000000000000000,"
                + "\"bytes\":\"AQID\",\"buffer\":\"AQID\",\"time\":\"2025-10-25T14:03:11.500Z\"}");
  }

  @Test
  void aStructIsAnObjectWithoutItsNulls() {
    Schema inner = SchemaBuilder.struct().field("x", Schema.INT8_SCHEMA).build();
    Schema schema =
        SchemaBuilder.struct()
            .field("a", Schema.STRING_SCHEMA)
            .field("none", Schema.OPTIONAL_STRING_SCHEMA)
            .field("inner", inner)
            .field("list", SchemaBuilder.array(Timestamp.SCHEMA).build())
            .field("map", SchemaBuilder.map(Schema.STRING_SCHEMA, Date.SCHEMA).build())
            .build();
    java.util.Date epoch = java.util.Date.from(Instant.EPOCH);
    Struct struct =
        new Struct(schema)
            .put("a", "x")
            .put("inner", new Struct(inner).put("x", (byte) 5))
            .put("list", List.of(epoch))
            .put("map", Map.of("d", epoch));

    assertThat(json(schema, struct))
        .isEqualTo(
            "{\"a\":\"x\",\"inner\":{\"x\":5},\"list\":[\"1970-01-01T00:00:00Z\"],\"map\":{\"d\":\"1970-01-01\"}}");
  }

  @ParameterizedTest
  @MethodSource("times")
  void timesAreIsoText(Schema schema, Object value, String expected) {
    Schema struct = SchemaBuilder.struct().field("t", schema).build();

    assertThat(json(struct, new Struct(struct).put("t", value)))
        .isEqualTo("{\"t\":" + expected + "}");
  }

  static Stream<Arguments> times() {
    java.util.Date millis = java.util.Date.from(Instant.ofEpochMilli(MICROS / 1_000));
    return Stream.of(
        Arguments.of(Timestamp.SCHEMA, millis, "\"2025-10-25T14:03:11.123Z\""),
        Arguments.of(
            Date.SCHEMA,
            java.util.Date.from(Instant.parse("2025-10-25T00:00:00Z")),
            "\"2025-10-25\""),
        Arguments.of(
            Time.SCHEMA, java.util.Date.from(Instant.ofEpochMilli(3_600_001)), "\"01:00:00.001\""),
        Arguments.of(Decimal.schema(2), new BigDecimal("12.50"), "12.50"),
        Arguments.of(
            int64("io.debezium.time.Timestamp"), MICROS / 1_000, "\"2025-10-25T14:03:11.123Z\""),
        Arguments.of(
            int64("io.debezium.time.MicroTimestamp"), MICROS, "\"2025-10-25T14:03:11.123456Z\""),
        Arguments.of(int64("dev.frazil.MicroTimestamp"), MICROS, "\"2025-10-25T14:03:11.123456Z\""),
        Arguments.of(int64("dev.frazil.MicroTimestamp"), -1L, "\"1969-12-31T23:59:59.999999Z\""),
        Arguments.of(
            int64("io.debezium.time.NanoTimestamp"),
            MICROS * 1_000 + 789,
            "\"2025-10-25T14:03:11.123456789Z\""),
        Arguments.of(
            SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").build(),
            "2025-10-25T14:03:11+02:00",
            "\"2025-10-25T14:03:11+02:00\""),
        Arguments.of(
            SchemaBuilder.int32().name("io.debezium.time.Date").build(), 20_386, "\"2025-10-25\""),
        Arguments.of(
            SchemaBuilder.int32().name("io.debezium.time.Time").build(),
            3_600_001,
            "\"01:00:00.001\""),
        Arguments.of(int64("io.debezium.time.MicroTime"), 3_600_000_001L, "\"01:00:00.000001\""),
        Arguments.of(
            int64("io.debezium.time.NanoTime"), 3_600_000_000_001L, "\"01:00:00.000000001\""),
        Arguments.of(int64("io.debezium.time.NanoTime"), -1L, "-1"),
        Arguments.of(int64("some.other.Type"), 5L, "5"));
  }

  @Test
  void whatIsNoValueOfConnectIsRejected() {
    assertThat(refusal(Map.of("id", new UUID(0, 0))))
        .isEqualTo(
            "reason=wrong_type path=$ v=1: expected a value of Connect, found java.util.UUID");
    assertThat(refusal(Map.of(1, "x")))
        .isEqualTo(
            "reason=wrong_type path=$ v=1: expected a map with text keys, found java.lang.Integer");
    assertThat(refusal(Collections.singletonMap(null, "x")))
        .isEqualTo("reason=wrong_type path=$ v=1: expected a map with text keys, found null");
  }

  @Test
  void aValueThatIsTooDeepIsCutWhereNobodyLooks() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      List<Object> outer = new ArrayList<>();
      outer.add(deep);
      deep = outer;
    }

    assertThat(json(null, deep)).isEqualTo("[".repeat(101) + "null" + "]".repeat(101));
  }

  @Test
  void notANumberIsNoJson() {
    assertThat(json(null, Map.of("d", Double.NaN))).isEqualTo("{\"d\":NaN}");
    assertThat(json(null, Map.of("d", Float.NEGATIVE_INFINITY))).isEqualTo("{\"d\":-Infinity}");
  }

  private static Schema int64(String name) {
    return SchemaBuilder.int64().name(name).build();
  }

  private static String json(@Nullable Schema schema, Object value) {
    ConnectValue encoded = ConnectValue.json(schema, value);
    assertThat(encoded.rejection()).isNull();
    return new String(encoded.bytes(), StandardCharsets.UTF_8);
  }

  private static @Nullable String refusal(Object value) {
    ConnectValue encoded = ConnectValue.json(null, value);
    assertThat(encoded.bytes()).isEmpty();
    return encoded.rejection() == null ? null : encoded.rejection().message();
  }
}
