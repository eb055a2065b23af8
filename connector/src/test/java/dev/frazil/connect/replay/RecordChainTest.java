package dev.frazil.connect.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a record on its way through a chain. */
class RecordChainTest extends ChainScenario {
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
}
