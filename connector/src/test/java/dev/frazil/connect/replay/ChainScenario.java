package dev.frazil.connect.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A record, and chains of a connector for it. */
abstract class ChainScenario {
  static final String SAYING = "dev.frazil.connect.replay.TestingPlugins$SayingConverter";
  static final String OBEDIENT = "dev.frazil.connect.replay.TestingPlugins$ObedientTransformation";
  static final String THROWING = "dev.frazil.connect.replay.TestingPlugins$ThrowingPredicate";
  static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
  static final String CONTRACT =
      "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}},\"required\":[\"id\"]}";

  @BeforeEach
  void forget() {
    TestingPlugins.events();
  }

  static Map<String, String> config(String... entries) {
    Map<String, String> config = new HashMap<>();
    config.put("key.converter", BYTES);
    config.put("value.converter", BYTES);
    config.put("header.converter", BYTES);
    for (int i = 0; i < entries.length; i += 2) {
      config.put(entries[i], entries[i + 1]);
    }
    return config;
  }

  static ConsumerRecord<byte[], byte[]> record(@Nullable String value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("b", new byte[] {2});
    headers.add("a", null);
    headers.add("b", new byte[] {1});
    return new ConsumerRecord<>(
        "views",
        3,
        17,
        1_000,
        TimestampType.CREATE_TIME,
        0,
        0,
        bytes("k"),
        bytes(value),
        headers,
        Optional.empty());
  }

  static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  static Passed pass(@Nullable String value, String... entries) {
    try (RecordChain chain = RecordChain.of(config(entries))) {
      return chain.pass(record(value));
    }
  }

  static SinkRecord delivered(@Nullable String value, String... entries) {
    assertThat(pass(value, entries)).isInstanceOf(Passed.Delivered.class);
    return ((Passed.Delivered) pass(value, entries)).record();
  }
}
