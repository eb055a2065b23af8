package dev.frazil.transforms.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.reject.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

class RouteLawsTest {
  private static final Schema KIND =
      SchemaBuilder.struct().field("kind", Schema.OPTIONAL_STRING_SCHEMA).build();

  private static SinkRecord record(@Nullable Object value) {
    return new SinkRecord(
        "events",
        0,
        null,
        null,
        null,
        value,
        7,
        null,
        null,
        new ConnectHeaders().add("kind", value, null));
  }

  private static Route<String> route(RouteSource source, String pattern, String destination) {
    return new Route<>(
        source, new TopicNames(NamePattern.of(pattern), destination, Set.of(), null), 100);
  }

  @Property
  void aRecordGoesToATopicThatKafkaAllowsOrIsRejected(@ForAll("hostile") String text) {
    Routed<String> routed =
        route(RouteSource.field("kind"), "(?s).*", "$0").of(record(Map.of("kind", text)));

    if (routed instanceof Routed.To<String> to) {
      assertThat(to.destination()).isEqualTo(text).matches("[A-Za-z0-9._-]{1,249}");
      assertThat(to.destination()).isNotIn(".", "..");
    } else {
      assertReadable(((Routed.Nowhere<String>) routed).rejection());
    }
  }

  @Property
  void aTemplateCannotBeLeft(@ForAll("hostile") String text) {
    Routed<String> routed =
        route(RouteSource.field("kind"), "(?s)(.*)", "in_$1").of(record(Map.of("kind", text)));

    if (routed instanceof Routed.To<String> to) {
      assertThat(to.destination()).isEqualTo("in_" + text).matches("in_[A-Za-z0-9._-]*");
    }
  }

  @Property
  void noValueWhateverMakesARouteThrow(@ForAll("values") @Nullable Object value) {
    for (RouteSource source :
        List.of(
            RouteSource.field("kind"),
            RouteSource.field("kind.kind"),
            RouteSource.header("kind"),
            RouteSource.topic())) {
      Routed<String> routed = route(source, "(?s).*", "$0").of(record(value));
      if (routed instanceof Routed.Nowhere<String> nowhere) {
        assertReadable(nowhere.rejection());
      }
    }
  }

  @Property
  void theSameTextAlwaysLeadsToTheSamePlace(@ForAll("hostile") String text) {
    Route<String> route = route(RouteSource.field("kind"), "(?s)(.?).*", "$1");
    Routed<String> first = route.of(record(Map.of("kind", text)));
    route.of(record(Map.of("kind", "something else")));

    assertThat(route.of(record(Map.of("kind", text)))).isEqualTo(first);
  }

  /** One line, short, and read back from what the dead letter says. */
  private static void assertReadable(Rejection rejection) {
    assertThat(rejection.detail()).hasSizeLessThanOrEqualTo(Rejection.MAX_DETAIL);
    assertThat(rejection.detail().codePoints().noneMatch(Character::isISOControl)).isTrue();
    assertThat(Rejection.parse(rejection.message())).isEqualTo(rejection);
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(40),
        Arbitraries.strings().ascii().ofMaxLength(20),
        Arbitraries.strings().withChars("abAB01._-").ofMaxLength(260),
        Arbitraries.strings().withChars("a./\\'\"\0\n\u202e\u0456\u212a\ud83d").ofMaxLength(1_100));
  }

  @Provide
  Arbitrary<@Nullable Object> values() {
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            hostile().map(text -> (Object) text),
            Arbitraries.doubles().map(number -> (Object) number),
            Arbitraries.bytes().array(byte[].class).map(bytes -> (Object) bytes),
            Arbitraries.just(List.of("x")));
    Arbitrary<Object> containers =
        Arbitraries.oneOf(
            leaves.map(leaf -> (Object) Map.of("kind", leaf)),
            leaves.map(leaf -> (Object) Map.of("kind", Map.of("kind", leaf))),
            leaves.map(leaf -> (Object) new TreeMap<>(Map.of(1, leaf))),
            hostile().map(text -> (Object) new Struct(KIND).put("kind", text)),
            Arbitraries.of(new Struct(KIND), new HashMap<String, Object>()));
    return Arbitraries.oneOf(leaves, containers).injectNull(0.05);
  }
}
