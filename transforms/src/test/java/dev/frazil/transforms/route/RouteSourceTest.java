package dev.frazil.transforms.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouteSourceTest {
  private static final Schema META =
      SchemaBuilder.struct().field("kind", Schema.OPTIONAL_STRING_SCHEMA).optional().build();
  private static final Schema EVENT =
      SchemaBuilder.struct().field("meta", META).field("code", Schema.INT32_SCHEMA).build();

  private static SinkRecord record(@Nullable Object value) {
    return record(value, new ConnectHeaders());
  }

  private static SinkRecord record(@Nullable Object value, Headers headers) {
    return new SinkRecord("events", 0, null, null, null, value, 7, null, null, headers);
  }

  private static Struct event(@Nullable String kind) {
    return new Struct(EVENT).put("meta", new Struct(META).put("kind", kind)).put("code", 5);
  }

  private static void assertAbsent(RouteSource source, @Nullable Object value, String message) {
    assertThat(source.text(record(value))).isNull();
    assertThat(source.absence(record(value)).message()).isEqualTo(message);
  }

  @Test
  void fieldsOfStructsAndMapsAreFoundByTheirPath() {
    RouteSource kind = RouteSource.field("meta.kind");

    assertThat(kind.text(record(event("view")))).isEqualTo("view");
    assertThat(kind.text(record(Map.of("meta", Map.of("kind", "click"))))).isEqualTo("click");
    assertThat(kind.path()).isEqualTo("$.meta.kind");
    assertThat(kind).hasToString("field meta.kind");
  }

  @Test
  void numbersAndBooleansHaveATextToo() {
    assertThat(RouteSource.field("code").text(record(event("view")))).isEqualTo("5");
    assertThat(RouteSource.field("x").text(record(Map.of("x", 12L)))).isEqualTo("12");
    assertThat(RouteSource.field("x").text(record(Map.of("x", true)))).isEqualTo("true");
  }

  @Test
  void whatIsNotThereIsSaidWithItsPath() {
    RouteSource kind = RouteSource.field("meta.kind");
    Map<String, @Nullable Object> withNull = new HashMap<>();
    withNull.put("meta", null);

    assertAbsent(
        kind,
        event(null),
        "reason=unroutable path=$.meta.kind v=1: Cannot route by field meta.kind: it is null");
    assertAbsent(
        kind,
        Map.of("meta", Map.of()),
        "reason=unroutable path=$.meta.kind v=1: Cannot route by field meta.kind: it is missing");
    assertAbsent(
        kind,
        Map.of(),
        "reason=unroutable path=$.meta v=1: Cannot route by field meta.kind: it is missing");
    assertAbsent(
        kind,
        withNull,
        "reason=unroutable path=$.meta v=1: Cannot route by field meta.kind: it is null");
    assertAbsent(
        RouteSource.field("other"),
        event("view"),
        "reason=unroutable path=$.other v=1: Cannot route by field other: it is missing");
  }

  @Test
  void whatCannotHaveTheFieldIsSaid() {
    RouteSource kind = RouteSource.field("meta.kind");

    assertAbsent(
        kind,
        "text",
        "reason=unroutable path=$ v=1: Cannot route by field meta.kind: it is a text (expected a"
            + " struct or a map)");
    assertAbsent(
        kind,
        new byte[] {1},
        "reason=unroutable path=$ v=1: Cannot route by field meta.kind: it is bytes (expected a"
            + " struct or a map)");
    assertAbsent(
        kind,
        Map.of("meta", "view"),
        "reason=unroutable path=$.meta v=1: Cannot route by field meta.kind: it is a text"
            + " (expected a struct or a map)");
    assertAbsent(
        kind,
        new TreeMap<>(Map.of(1, "view")),
        "reason=unroutable path=$.meta v=1: Cannot route by field meta.kind: it is missing");
    assertThat(kind.absence(record(null)))
        .isEqualTo(new Rejection(RejectReason.NULL_VALUE, "$", "the value is null"));
  }

  @Test
  void whatHasNoTextIsSaid() {
    assertAbsent(
        RouteSource.field("meta"),
        event("view"),
        "reason=unroutable path=$.meta v=1: Cannot route by field meta: it is a struct (expected a"
            + " text, a number or a boolean)");
    assertAbsent(
        RouteSource.field("x"),
        Map.of("x", List.of("a")),
        "reason=unroutable path=$.x v=1: Cannot route by field x: it is a list (expected a text, a"
            + " number or a boolean)");
  }

  @Test
  void theLastHeaderOfTheNameCounts() {
    RouteSource kind = RouteSource.header("kind");
    Headers headers =
        new ConnectHeaders()
            .addString("kind", "first")
            .addString("kind", "last")
            .addString("other", "x");

    assertThat(kind.text(record("v", headers))).isEqualTo("last");
    assertThat(kind.path()).isEqualTo("$");
    assertThat(
            kind.text(
                record(
                    "v",
                    new ConnectHeaders().addBytes("kind", "gęś".getBytes(StandardCharsets.UTF_8)))))
        .isEqualTo("gęś");
  }

  @Test
  void whyAHeaderSaysNothingIsSaid() {
    RouteSource kind = RouteSource.header("kind");

    assertThat(kind.absence(record("v")).message())
        .isEqualTo("reason=unroutable path=$ v=1: Cannot route by header kind: it is missing");
    SinkRecord ofNull = record("v", new ConnectHeaders().add("kind", null, null));
    assertThat(kind.text(ofNull)).isNull();
    assertThat(kind.absence(ofNull).message())
        .isEqualTo("reason=unroutable path=$ v=1: Cannot route by header kind: it is null");
    SinkRecord ofBytes = record("v", new ConnectHeaders().addBytes("kind", new byte[] {-1}));
    assertThat(kind.text(ofBytes)).isNull();
    assertThat(kind.absence(ofBytes).message())
        .isEqualTo(
            "reason=unroutable path=$ v=1: Cannot route by header kind: its bytes are not a text");
  }

  @Test
  void theTopicIsTheOneThatTheRecordHas() {
    assertThat(RouteSource.topic().text(record("v"))).isEqualTo("events");
    assertThat(RouteSource.topic()).hasToString("topic");
  }

  @Test
  void namesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> RouteSource.field("a..b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid field: 'a..b' (expected names separated by dots)");
    assertThatThrownBy(() -> RouteSource.header(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid header: ' ' (expected a name)");
  }
}
