package dev.frazil.connect.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordChainTest {
  private static final String SAYING = "dev.frazil.connect.replay.TestingPlugins$SayingConverter";
  private static final String OBEDIENT =
      "dev.frazil.connect.replay.TestingPlugins$ObedientTransformation";
  private static final String THROWING =
      "dev.frazil.connect.replay.TestingPlugins$ThrowingPredicate";
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
  private static final String CONTRACT =
      "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}},\"required\":[\"id\"]}";

  @BeforeEach
  void forget() {
    TestingPlugins.events();
  }

  private static Map<String, String> config(String... entries) {
    Map<String, String> config = new HashMap<>();
    config.put("key.converter", BYTES);
    config.put("value.converter", BYTES);
    config.put("header.converter", BYTES);
    for (int i = 0; i < entries.length; i += 2) {
      config.put(entries[i], entries[i + 1]);
    }
    return config;
  }

  private static ConsumerRecord<byte[], byte[]> record(@Nullable String value) {
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

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static Passed pass(@Nullable String value, String... entries) {
    try (RecordChain chain = RecordChain.of(config(entries))) {
      return chain.pass(record(value));
    }
  }

  private static SinkRecord delivered(@Nullable String value, String... entries) {
    assertThat(pass(value, entries)).isInstanceOf(Passed.Delivered.class);
    return ((Passed.Delivered) pass(value, entries)).record();
  }

  @Test
  void aRecordIsDeliveredAsItWasRead() {
    SinkRecord record = delivered("v");
    assertThat(record.key()).isEqualTo(bytes("k"));
    assertThat(record.value()).isEqualTo(bytes("v"));
    assertThat(record.topic()).isEqualTo("views");
    assertThat(record.kafkaPartition()).isEqualTo(3);
    assertThat(record.kafkaOffset()).isEqualTo(17);
    assertThat(record.timestamp()).isEqualTo(1_000);
    assertThat(record.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
    assertThat(
            StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.key() + shown((byte[]) header.value())))
        .containsExactly("b2", "anull", "b1");
  }

  private static String shown(byte @Nullable [] value) {
    return value == null ? "null" : Byte.toString(value[0]);
  }

  @Test
  void aRecordWithoutTimeAndValueHasNone() {
    try (RecordChain chain = RecordChain.of(config())) {
      Passed passed = chain.pass(new ConsumerRecord<>("views", 0, 1, null, null));
      SinkRecord record = ((Passed.Delivered) passed).record();
      assertThat(record.timestamp()).isNull();
      assertThat(record.key()).isNull();
      assertThat(record.value()).isNull();
    }
  }

  @Test
  void whereItWasReadStaysWhateverATransformMakesOfIt() {
    SinkRecord record =
        delivered(
            "v", "transforms", "t", "transforms.t.type", OBEDIENT, "transforms.t.task", "forget");
    assertThat(record.topic()).isEqualTo("other");
    assertThat(record.originalTopic()).isEqualTo("views");
    assertThat(record.originalKafkaPartition()).isEqualTo(3);
    assertThat(record.originalKafkaOffset()).isEqualTo(17);
  }

  @Test
  void transformsAreAppliedInTheirOrder() {
    SinkRecord record =
        delivered(
            "v",
            "transforms",
            "one , two",
            "transforms.two.type",
            OBEDIENT,
            "transforms.two.task",
            "-two",
            "transforms.one.type",
            OBEDIENT,
            "transforms.one.task",
            "-one");
    assertThat(record.topic()).isEqualTo("views-one-two");
  }

  @Test
  void predicatesDecideWhereTransformsApply() {
    String[] where = {
      "transforms", "t",
      "transforms.t.type", OBEDIENT,
      "transforms.t.task", "-t",
      "transforms.t.predicate", "isViews",
      "predicates", "isViews",
      "predicates.isViews.type", "TopicNameMatches",
      "predicates.isViews.pattern", "views"
    };
    assertThat(delivered("v", where).topic()).isEqualTo("views-t");
    assertThat(delivered("v", with(where, "predicates.isViews.pattern", "clicks")).topic())
        .isEqualTo("views");
    assertThat(delivered("v", with(where, "transforms.t.negate", "true")).topic())
        .isEqualTo("views");
    assertThat(
            delivered(
                    "v",
                    with(
                        with(where, "transforms.t.negate", "true"),
                        "predicates.isViews.pattern",
                        "clicks"))
                .topic())
        .isEqualTo("views-t");
  }

  private static String[] with(String[] entries, String key, String value) {
    String[] more = Arrays.copyOf(entries, entries.length + 2);
    more[entries.length] = key;
    more[entries.length + 1] = value;
    return more;
  }

  @Test
  void whatATransformFiltersIsDropped() {
    assertThat(
            pass(
                "v", "transforms", "t", "transforms.t.type", OBEDIENT, "transforms.t.task", "drop"))
        .isEqualTo(new Passed.Dropped());
  }

  @Test
  void whatATransformThrowsIsTold() {
    assertThat(
            pass(
                "v",
                "transforms",
                "t",
                "transforms.t.type",
                OBEDIENT,
                "transforms.t.task",
                "throw"))
        .isEqualTo(
            new Passed.Failed(
                "transform_failed",
                "$",
                "Cannot apply transform t: " + OBEDIENT + ": UnsupportedOperationException: not"));
    assertThat(
            pass(
                "v",
                "transforms",
                "t",
                "transforms.t.type",
                OBEDIENT,
                "transforms.t.task",
                "reject"))
        .isEqualTo(new Passed.Failed("wrong_type", "$.a", "a text"));
    assertThat(
            pass(
                "v",
                "transforms",
                "t",
                "transforms.t.type",
                OBEDIENT,
                "transforms.t.predicate",
                "p",
                "predicates",
                "p",
                "predicates.p.type",
                THROWING))
        .isEqualTo(
            new Passed.Failed(
                "transform_failed",
                "$",
                "Cannot test predicate of transform t: " + THROWING + ": IllegalStateException"));
  }

  @Test
  void whatAConverterThrowsIsTold() {
    assertThat(pass("!", "value.converter", SAYING))
        .isEqualTo(
            new Passed.Failed(
                "conversion_failed",
                "$",
                "Cannot convert value: "
                    + SAYING
                    + ": IllegalStateException: no such thing (ArithmeticException: by zero)"));
    assertThat(pass("!deep", "value.converter", SAYING))
        .isEqualTo(
            new Passed.Failed(
                "conversion_failed",
                "$",
                "Cannot convert value: " + SAYING + ": StackOverflowError"));
    assertThat(pass("!missing", "value.converter", SAYING))
        .isEqualTo(
            new Passed.Failed(
                "conversion_failed",
                "$",
                "Cannot convert value: " + SAYING + ": NoClassDefFoundError: some/Thing"));
    assertThat(pass("!nothing", "value.converter", SAYING))
        .isEqualTo(
            new Passed.Failed(
                "conversion_failed",
                "$",
                "Cannot convert value: "
                    + SAYING
                    + ": DataException: it gave nothing back (expected schema and value)"));
  }

  @Test
  void eachPluginGetsItsOwnSettingsAndIsClosedTheLastFirst() {
    try (RecordChain chain =
        RecordChain.of(
            config(
                "key.converter", SAYING,
                "value.converter", SAYING,
                "value.converter.a", "1",
                "transforms", "t",
                "transforms.t.type", OBEDIENT,
                "transforms.t.task", "throw",
                "transforms.t.predicate", "p",
                "predicates", "p",
                "predicates.p.type", THROWING,
                "predicates.p.x", "y"))) {
      assertThat(chain).isNotNull();
      assertThat(TestingPlugins.events())
          .containsExactly(
              "key {}",
              "value {a=1}",
              "transform {task=throw, type=" + OBEDIENT + "}",
              "predicate {type=" + THROWING + ", x=y}");
    }
    assertThat(TestingPlugins.events())
        .containsExactly("close predicate", "close throw", "close value", "close key");
  }

  @Test
  void classesAreKnownByTheirNamesInConnect() {
    for (String name : List.of("dev.frazil.transforms.ValidateEvent", "ValidateEvent")) {
      assertThat(
              pass(
                  "{}",
                  "transforms",
                  "v",
                  "transforms.v.type",
                  name,
                  "transforms.v.contract",
                  CONTRACT,
                  "transforms.v.on.reject",
                  "throw"))
          .isEqualTo(
              new Passed.Failed("missing_required_field", "$.id", "expected a value, found none"));
    }
    assertThat(delivered("v", "value.converter", "ByteArrayConverter").value())
        .isEqualTo(bytes("v"));
    assertThat(delivered("v", "value.converter", "ByteArray").value()).isEqualTo(bytes("v"));
  }

  @Test
  void aMarkIsDelivered() {
    SinkRecord record =
        delivered(
            "{\"id\":\"x\"}",
            "transforms",
            "v",
            "transforms.v.type",
            "ValidateEvent",
            "transforms.v.contract",
            CONTRACT,
            "transforms.v.on.reject",
            "mark");
    Rejection mark = Objects.requireNonNull(RejectMark.read(record));
    assertThat(mark.reason()).isEqualTo(RejectReason.WRONG_TYPE);
    assertThat(mark.path()).isEqualTo("$.id");
  }

  @Test
  void aGuardedConverterFindsItsDelegate() {
    SinkRecord record =
        delivered(
            "{\"id\":1}",
            "value.converter",
            "dev.frazil.transforms.GuardedConverter",
            "value.converter.delegate.class",
            BYTES,
            "value.converter.delegate.frame",
            "none");
    assertThat(record.value()).isEqualTo(bytes("{\"id\":1}"));
    SinkRecord unframed =
        delivered(
            "{\"id\":1}",
            "value.converter",
            "dev.frazil.transforms.GuardedConverter",
            "value.converter.delegate.class",
            BYTES);
    assertThat(Objects.requireNonNull(RejectMark.read(unframed)).reason())
        .isEqualTo(RejectReason.UNKNOWN_SCHEMA);
  }

  @Test
  void whatIsNotThereOrNoPluginIsNamed() {
    assertRefused(
        "Invalid value for configuration transforms.t.type: no.Such (expected a Transformation on"
            + " the class path; the environment variable FRAZIL_CLASS_PATH puts further jars on the"
            + " class path)",
        "transforms",
        "t",
        "transforms.t.type",
        "no.Such");
    assertRefused(
        "Invalid value for configuration value.converter: java.lang.String (expected a Converter,"
            + " which java.lang.String is not)",
        "value.converter",
        "java.lang.String");
    assertRefused(
        "Missing configuration transforms.t.type (expected the name of a class)",
        "transforms",
        "t");
    assertRefused(
        "Invalid value for configuration transforms: t, t (expected each name once; t is there"
            + " twice)",
        "transforms",
        "t, t");
    assertRefused(
        "Invalid value for configuration transforms.t.predicate: p (expected one of those in"
            + " predicates: q)",
        "transforms",
        "t",
        "transforms.t.type",
        OBEDIENT,
        "transforms.t.predicate",
        "p",
        "predicates",
        "q");
    assertRefused(
        "Invalid configuration transforms.t.negate: true (expected a predicate to negate in"
            + " transforms.t.predicate)",
        "transforms",
        "t",
        "transforms.t.type",
        OBEDIENT,
        "transforms.t.negate",
        "true");
    assertRefused(
        "Cannot configure value.converter, " + SAYING + ": Invalid refuse: no",
        "value.converter",
        SAYING,
        "value.converter.refuse",
        "no");
  }

  @Test
  void aConverterThatOnlyTheWorkerKnowsIsAskedFor() {
    Map<String, String> config = config();
    config.remove("value.converter");
    assertThatThrownBy(() -> RecordChain.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Missing configuration value.converter: the worker's default is not known here"
                + " (expected the converter to be named in the connector's configuration)");
    Map<String, String> withoutHeaders = config();
    withoutHeaders.remove("header.converter");
    try (RecordChain chain = RecordChain.of(withoutHeaders)) {
      assertThat(chain.pass(record("v"))).isInstanceOf(Passed.Delivered.class);
    }
  }

  @Test
  void whatWasMadeIsClosedWhenTheRestCannotBe() {
    assertThatThrownBy(
            () ->
                RecordChain.of(
                    config("value.converter", SAYING, "transforms", "t", "transforms.t.type", "x")))
        .isInstanceOf(ConfigException.class);
    assertThat(TestingPlugins.events()).containsExactly("value {}", "close value");
  }

  private static void assertRefused(String message, String... entries) {
    assertThatThrownBy(() -> RecordChain.of(config(entries)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }
}
