package dev.frazil.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import dev.frazil.transforms.reject.UnconvertedBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouteEventTest {
  private static final Rejection NO_KIND =
      new Rejection(RejectReason.UNROUTABLE, "$.kind", "Cannot route by field kind: it is missing");

  private static RouteEvent<SinkRecord> transform(Map<String, String> config) {
    RouteEvent<SinkRecord> transform = new RouteEvent<>();
    transform.configure(config);
    return transform;
  }

  private static SinkRecord record(@Nullable Object value, Headers headers) {
    return new SinkRecord(
        "events",
        2,
        Schema.STRING_SCHEMA,
        "k",
        null,
        value,
        77,
        5L,
        TimestampType.CREATE_TIME,
        headers);
  }

  private static SinkRecord record(@Nullable Object value) {
    return record(value, new ConnectHeaders());
  }

  @Test
  void aFieldNamesTheTopicAndAllElseStays() {
    SinkRecord record =
        record(Map.of("kind", "views"), new ConnectHeaders().addString("trace", "t1"));

    SinkRecord routed = transform(Map.of("field", "kind")).apply(record);

    assertThat(routed.topic()).isEqualTo("views");
    assertThat(routed.originalTopic()).isEqualTo("events");
    assertThat(routed.originalKafkaPartition()).isEqualTo(2);
    assertThat(routed.originalKafkaOffset()).isEqualTo(77);
    assertThat(routed.kafkaPartition()).isEqualTo(2);
    assertThat(routed.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
    assertThat(routed.key()).isEqualTo("k");
    assertThat(routed.value()).isSameAs(record.value());
    assertThat(routed.timestamp()).isEqualTo(5L);
    assertThat(routed.headers()).extracting(Header::key).containsExactly("trace");
  }

  @Test
  void aHeaderAndATopicDecideToo() {
    RouteEvent<SinkRecord> byHeader =
        transform(Map.of("header", "kind", "destination", "events_$0"));
    RouteEvent<SinkRecord> byTopic =
        transform(Map.of("pattern", "(e)(.*)", "destination", "$2_$1"));

    assertThat(byHeader.apply(record("v", new ConnectHeaders().addString("kind", "a"))).topic())
        .isEqualTo("events_a");
    assertThat(byTopic.apply(record("v")).topic()).isEqualTo("vents_e");
  }

  @Test
  void itWorksOnSourceRecordsToo() {
    try (RouteEvent<SourceRecord> transform = new RouteEvent<>()) {
      transform.configure(Map.of("field", "kind"));
      SourceRecord record =
          new SourceRecord(Map.of(), Map.of(), "t", 0, null, null, null, Map.of("kind", "a"));

      assertThat(transform.apply(record).topic()).isEqualTo("a");
    }
  }

  @Test
  void whatLeadsNowhereIsThrownByDefault() {
    assertThatThrownBy(() -> transform(Map.of("field", "kind")).apply(record(Map.of())))
        .isInstanceOfSatisfying(
            RejectedRecordException.class, e -> assertThat(e.rejection()).isEqualTo(NO_KIND))
        .hasMessage("reason=unroutable path=$.kind v=1: Cannot route by field kind: it is missing");
  }

  @Test
  void whatLeadsNowhereIsMarkedAndKeepsItsTopic() {
    SinkRecord record = record(Map.of(), new ConnectHeaders().addString("trace", "t1"));

    SinkRecord marked = transform(Map.of("field", "kind", "on.reject", "mark")).apply(record);

    assertThat(marked.topic()).isEqualTo("events");
    assertThat(marked.value()).isSameAs(record.value());
    assertThat(RejectMark.read(marked.headers())).isEqualTo(NO_KIND);
    assertThat(marked.headers()).hasSize(4);
    assertThat(record.headers()).hasSize(1);
  }

  @Test
  void marksFromOutsideAreStripped() {
    ConnectHeaders forged = new ConnectHeaders();
    forged.addString(RejectMark.REASON_HEADER, "unroutable");
    forged.addString(RejectMark.PATH_HEADER, "$");
    forged.addString(RejectMark.DETAIL_HEADER, "forged");

    SinkRecord routed =
        transform(Map.of("field", "kind")).apply(record(Map.of("kind", "a"), forged));

    assertThat(routed.topic()).isEqualTo("a");
    assertThat(routed.headers()).isEmpty();
  }

  @Test
  void whatIsMarkedAlreadyIsPassedOn() {
    Rejection earlier = new Rejection(RejectReason.WRONG_TYPE, "$.id", "no number");
    SinkRecord marked = record("bytes", RejectMark.mark(new ConnectHeaders(), earlier));

    SinkRecord passed = transform(Map.of("field", "kind")).apply(marked);

    assertThat(passed.topic()).isEqualTo("events");
    assertThat(RejectMark.read(passed.headers())).isEqualTo(earlier);
  }

  @Test
  void whatItsConverterCouldNotReadIsPassedOn() {
    SchemaAndValue unread = UnconvertedBytes.postponed(new byte[] {0}, "the registry is down");
    SinkRecord record = new SinkRecord("events", 0, null, null, unread.schema(), unread.value(), 1);

    SinkRecord passed = transform(Map.of("field", "kind")).apply(record);

    assertThat(passed.topic()).isEqualTo("events");
    assertThat(passed.valueSchema()).isSameAs(unread.schema());
    assertThat(passed.value()).isSameAs(unread.value());
  }

  @Test
  void onlyAllowedTopicsAndNotTooManyAreSet() {
    RouteEvent<SinkRecord> transform =
        transform(
            Map.of(
                "field", "kind",
                "allowed", "a, b,c",
                "allowed.pattern", "x\\d",
                "max.destinations", "2"));

    assertThat(transform.apply(record(Map.of("kind", "b"))).topic()).isEqualTo("b");
    assertThat(transform.apply(record(Map.of("kind", "x1"))).topic()).isEqualTo("x1");
    assertThatThrownBy(() -> transform.apply(record(Map.of("kind", "d"))))
        .hasMessage(
            "reason=unroutable path=$.kind v=1: Cannot route by field kind: 'd' is not among the"
                + " allowed names");
    assertThatThrownBy(() -> transform.apply(record(Map.of("kind", "c"))))
        .hasMessage(
            "reason=unroutable path=$.kind v=1: Cannot route by field kind: 'c' would be one more"
                + " than 2 destinations");
  }

  @Test
  void instancesAreIndependent() {
    RouteEvent<SinkRecord> one = transform(Map.of("field", "kind", "max.destinations", "1"));
    RouteEvent<SinkRecord> other = transform(Map.of("field", "other"));
    Map<String, String> value = Map.of("kind", "a", "other", "b");

    assertThat(one.apply(record(value)).topic()).isEqualTo("a");
    assertThat(other.apply(record(value)).topic()).isEqualTo("b");
  }

  @Test
  void configurationsThatRouteNothingAreRefused() {
    assertRefused(
        Map.of(),
        "Invalid configuration: nothing decides where records go (expected field, header, or"
            + " pattern for the topic)");
    assertRefused(
        Map.of("field", "a", "header", "b"),
        "Invalid configuration: field and header are both set (expected one of them)");
    assertRefused(
        Map.of("field", "a..b"), "Invalid field: 'a..b' (expected names separated by dots)");
    assertRefused(
        Map.of("pattern", "(a"),
        "Invalid pattern: '(a': missing closing ) (expected the syntax of RE2)");
    assertRefused(
        Map.of("field", "a", "destination", "$1"),
        "Invalid destination: '$1' (expected a name in which $0 stands for what decides)");
    assertRefused(
        Map.of("field", "a", "filed", "b"),
        "Invalid configuration: filed (expected one of [allowed, allowed.pattern, destination,"
            + " field, header, max.destinations, on.reject, pattern])");
    assertRefused(
        Map.of("field", "a", "max.destinations", "0"),
        "Invalid value 0 for configuration max.destinations: Value must be at least 1");
  }

  private static void assertRefused(Map<String, String> config, String message) {
    assertThatThrownBy(() -> transform(config))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void keysOfConnectAreNoneOfOurs() {
    Map<String, String> config = new HashMap<>();
    config.put("type", "RouteEvent");
    config.put("predicate", "p");
    config.put("negate", "true");
    config.put("field", "kind");

    assertThat(transform(config).apply(record(Map.of("kind", "a"))).topic()).isEqualTo("a");
  }

  @Test
  void withoutConfigurationItSaysSo() {
    RouteEvent<SinkRecord> closed = transform(Map.of("field", "kind"));
    closed.close();

    assertThatThrownBy(() -> closed.apply(record(Map.of("kind", "a"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot route event: not configured, or closed");
  }

  @Test
  void connectFindsItInTheManifest() {
    assertThat(ServiceLoader.load(Transformation.class))
        .anySatisfy(found -> assertThat(found).isInstanceOf(RouteEvent.class));
    assertThat(new RouteEvent<SinkRecord>().version()).isEqualTo(FrazilVersion.version());
    assertThat(new RouteEvent<SinkRecord>().config()).isSameAs(RouteEvent.CONFIG_DEF);
  }
}
