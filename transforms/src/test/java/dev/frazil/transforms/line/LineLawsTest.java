package dev.frazil.transforms.line;

import static dev.frazil.transforms.line.Parsing.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.contract.ContractFiles;
import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.contract.RejectedEvent;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineLawsTest {
  private static final Set<RejectReason> REASONS_OF_LINES =
      Set.of(
          RejectReason.UNKNOWN_EVENT_TYPE,
          RejectReason.UNSUPPORTED_ENCODING,
          RejectReason.SCHEMA_VALIDATION_FAILED,
          RejectReason.INVALID_TIMESTAMP,
          RejectReason.INVALID_RATING_VALUE,
          RejectReason.WRONG_TYPE,
          RejectReason.OUT_OF_RANGE);

  private final EventContract contract = EventContract.compile(ContractFiles.read("movie_log"));
  private final LineParser movieLog =
      LineRules.compile(RuleFiles.read("movie_log")).parser(contract, 1 << 16);

  @Provide
  Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
  }

  /** Lines that are nearly those of the movie log. */
  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "2025-10-25T14:03:11",
            "2025-10-25T14:03:11.5+02:00",
            ",",
            "1234",
            "GET /data/m/",
            "GET /rate/",
            "=",
            "4",
            "/35.mpg",
            "recommendation request h:1",
            ", status ",
            ", result: ",
            ", 21 ms",
            "ż",
            "🎬",
            "%",
            "\"",
            "\\",
            "\n");
    return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
  }

  /** One line of any characters that a rule may take out of it. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(60)
        .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .filter(text -> !text.contains("\n") && !text.contains("\0") && !text.contains("|"));
  }

  @Provide
  Arbitrary<LineOrigin> origins() {
    return Combinators.combine(
            Arbitraries.of("a", "a-0", "a-0@1", "movie_log", "a-0@0/0", "zażółć"),
            Arbitraries.integers().between(0, 12),
            Arbitraries.longs().between(0, 120),
            Arbitraries.longs().between(-1, 11))
        .as(LineOrigin::new);
  }

  @Property(tries = 2_000)
  void bytesOfAnyKindBecomeAnEventOrARejection(@ForAll("bytes") byte[] value) {
    requireEventOrRejection(value);
  }

  @Property(tries = 2_000)
  void linesThatAreNearlyRightBecomeAnEventOrARejection(@ForAll("lines") String line) {
    requireEventOrRejection(line.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 500)
  void whatIsTakenOutOfALineHasItsBytes(
      @ForAll("texts") String first, @ForAll("texts") String second) {
    LineParser parser =
        Parsing.parser(
            "(?s)([^|]*)\\|([^|]*)",
            "\"a\":1,\"b\":2",
            "\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}");
    if (first.startsWith("\ufeff") || second.endsWith("\r")) {
      return;
    }

    EventStruct event = accepted(parser, first + "|" + second);

    assertThat(event.getString("a")).isEqualTo(first);
    assertThat(event.getString("b")).isEqualTo(second);
  }

  @Property(tries = 1_000)
  void anIdFollowsFromTheOriginAndFromAllOfIt(
      @ForAll("origins") LineOrigin one, @ForAll("origins") LineOrigin other) {
    UUID id = new EventIds().of(one);

    assertThat(id.equals(new EventIds().of(other))).isEqualTo(one.equals(other));
    assertThat(new EventIds().of(one)).isEqualTo(id);
  }

  @Property(tries = 200)
  void eachPartOfAnOriginCounts(@ForAll("origins") LineOrigin origin) {
    EventIds ids = new EventIds();
    Set<UUID> different = new HashSet<>();
    for (LineOrigin other :
        List.of(
            origin,
            new LineOrigin(
                origin.topic() + "-1", origin.partition(), origin.offset(), origin.timestampMs()),
            new LineOrigin(
                origin.topic(), origin.partition() + 1, origin.offset(), origin.timestampMs()),
            new LineOrigin(
                origin.topic(), origin.partition(), origin.offset() + 1, origin.timestampMs()),
            new LineOrigin(
                origin.topic(), origin.partition(), origin.offset(), origin.timestampMs() + 1))) {
      different.add(ids.of(other));
    }

    assertThat(different).hasSize(5);
  }

  private void requireEventOrRejection(byte[] value) {
    EventOutcome outcome = Parsing.parse(movieLog, value);
    if (outcome instanceof EventStruct event) {
      assertThat(event.original()).isSameAs(value);
    } else {
      Rejection rejection = ((RejectedEvent) outcome).rejection();
      assertThat(rejection.reason()).isIn(REASONS_OF_LINES);
      assertThat(Rejection.parse(rejection.message())).isEqualTo(rejection);
    }
  }
}
