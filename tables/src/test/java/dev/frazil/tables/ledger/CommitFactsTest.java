package dev.frazil.tables.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitFactsTest {

  private static final String ID = "0b8ff3b4-5d2e-4d5b-9d66-1c6f7a1d7c11";
  private static final StreamKey VIEWS = new StreamKey("oHf2xg", "events_views", 0);
  private static final StreamKey CLICKS = new StreamKey("", "events_clicks", 2);
  private static final CommitFacts FACTS =
      new CommitFacts(
          ID,
          List.of(
              new AddedRange(VIEWS, new OffsetRange(100, 120), new RangeCounts(20, 16, 1, 2, 0, 1)),
              new AddedRange(CLICKS, new OffsetRange(0, 5), new RangeCounts(3, 1, 0, 0, 2, 0))),
          "9f2c",
          1763650000123L);

  @Test
  void theKeysAndFormsAreFinal() {
    assertThat(FACTS.toSummary())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("frazil.commit-id", ID),
                Map.entry(
                    "frazil.ranges",
                    SealedText.seal(
                        "{\"topics\":[{\"name\":\"events_clicks\",\"ranges\":[[2,0,5,3,1,0,0,2,0]]},"
                            + "{\"name\":\"events_views\",\"id\":\"oHf2xg\","
                            + "\"ranges\":[[0,100,120,20,16,1,2,0,1]]}]}")),
                Map.entry("frazil.delivered", "23"),
                Map.entry("frazil.rows", "17"),
                Map.entry("frazil.dead-letters", "1"),
                Map.entry("frazil.duplicates", "2"),
                Map.entry("frazil.late-dropped", "2"),
                Map.entry("frazil.elsewhere", "1"),
                Map.entry("frazil.config-hash", "9f2c"),
                Map.entry("frazil.low-watermark", "1763650000123"),
                Map.entry("kafka.connect.commit-id", ID),
                Map.entry("kafka.connect.valid-through-ts", "2025-11-20T14:46:40.123Z")));
  }

  @Test
  void otherSinksReadTheWatermarkAsATime() {
    assertThat(
            OffsetDateTime.parse(
                FACTS.toSummary().getOrDefault("kafka.connect.valid-through-ts", "")))
        .isEqualTo("2025-11-20T14:46:40.123Z");
  }

  @Test
  void withoutAWatermarkNoneIsWritten() {
    CommitFacts facts = new CommitFacts(ID, List.of(), "", CommitFacts.NO_WATERMARK);
    assertThat(facts.toSummary())
        .doesNotContainKeys("frazil.low-watermark", "kafka.connect.valid-through-ts");
    assertThat(CommitFacts.read(facts.toSummary())).contains(facts);
  }

  @Test
  void theFormOfReplayedRowsIsFinal() {
    CommitFacts facts =
        new CommitFacts(
            ID,
            List.of(),
            "",
            CommitFacts.NO_WATERMARK,
            List.of(
                new ReplayedRows(VIEWS, List.of(new OffsetRange(17, 18), new OffsetRange(20, 60))),
                new ReplayedRows(CLICKS, List.of(new OffsetRange(0, 1)))));
    assertThat(facts.toSummary())
        .containsEntry(
            "frazil.replayed",
            SealedText.seal(
                "{\"topics\":[{\"name\":\"events_clicks\",\"partitions\":[[2,0]]},"
                    + "{\"name\":\"events_views\",\"id\":\"oHf2xg\","
                    + "\"partitions\":[[0,17,2,-40]]}]}"))
        .containsEntry("frazil.replayed-rows", "42")
        .containsEntry("frazil.rows", "0");
    assertThat(CommitFacts.read(facts.toSummary())).contains(facts);
    assertThat(FACTS.toSummary()).doesNotContainKeys("frazil.replayed", "frazil.replayed-rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0]         | a partition of a is not an array of numbers",
        "7           | a partition of a is not an array of numbers",
        "[0,-2]      | a-0: -2 follows no offset",
        "[0,5,-2,-2] | a-0: -2 follows no offset",
        "[0,5,0]     | a-0: Invalid replayed rows of a-0: [5, 6), [6, 7) (expected ascending"
            + " ranges that do not touch)",
        "[0,9223372036854775807] | a-0: long overflow",
        "[-1,5]      | a partition is -1 (expected 0 to 2147483647)",
      })
  void refuseDamagedReplayedRows(String partition, String reason) {
    Map<String, String> summary = new HashMap<>(FACTS.toSummary());
    summary.put(
        "frazil.replayed",
        SealedText.seal("{\"topics\":[{\"name\":\"a\",\"partitions\":[" + partition + "]}]}"));
    summary.put("frazil.replayed-rows", "1");
    assertThatThrownBy(() -> CommitFacts.read(summary))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessage("Cannot read frazil.replayed: " + reason);
  }

  @Test
  void refuseAnotherNumberOfReplayedRows() {
    Map<String, String> summary =
        new HashMap<>(
            new CommitFacts(
                    ID,
                    List.of(),
                    "",
                    -1,
                    List.of(new ReplayedRows(VIEWS, List.of(new OffsetRange(3, 5)))))
                .toSummary());
    summary.put("frazil.replayed-rows", "3");
    assertThatThrownBy(() -> CommitFacts.read(summary))
        .hasMessage("Cannot read commit facts: frazil.replayed has 2 rows (expected 3)");
    summary.remove("frazil.replayed-rows");
    assertThatThrownBy(() -> CommitFacts.read(summary))
        .hasMessage("Cannot read commit facts: frazil.replayed-rows is missing");
  }

  @Test
  void refuseAStreamThatIsReplayedTwice() {
    ReplayedRows rows = new ReplayedRows(VIEWS, List.of(new OffsetRange(3, 5)));
    assertThatThrownBy(() -> new CommitFacts(ID, List.of(), "", -1, List.of(rows, rows)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid replayed rows: events_views-0 is there twice");
    assertThatThrownBy(() -> new ReplayedRows(VIEWS, List.of()))
        .hasMessage("Invalid replayed rows of events_views-0: none (expected at least one)");
  }

  @Test
  void areReadFromASummaryWithOtherThings() {
    Map<String, String> summary = new HashMap<>(FACTS.toSummary());
    summary.put("added-records", "17");
    assertThat(CommitFacts.read(summary)).contains(FACTS);
    assertThat(CommitFacts.read(Map.of("added-records", "17"))).isEmpty();
  }

  @Test
  void passOverFieldsOfLaterVersions() {
    Map<String, String> summary = new HashMap<>(FACTS.toSummary());
    String body = SealedText.open("", summary.getOrDefault("frazil.ranges", ""));
    String later =
        body.replace("{\"name\"", "{\"new\":1,\"name\"").replace("]}]}", "]}],\"new\":2}");
    summary.put("frazil.ranges", SealedText.seal(later));
    assertThat(CommitFacts.read(summary)).contains(FACTS);
  }

  @Test
  void refuseAnOffsetTwice() {
    assertThatThrownBy(
            () -> new CommitFacts(ID, List.of(added(VIEWS, 5, 9), added(VIEWS, 0, 6)), "", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid ranges of events_views-0: [0, 6) and [5, 9) (expected no offset twice)");
    assertThat(
            new CommitFacts(ID, List.of(added(VIEWS, 5, 9), added(VIEWS, 0, 5)), "", -1).ranges())
        .containsExactly(added(VIEWS, 0, 5), added(VIEWS, 5, 9));
  }

  @Test
  void refuseAnotherCommitId() {
    for (String id : new String[] {"", "7", "1-1-1-1-1", ID.toUpperCase(java.util.Locale.ROOT)}) {
      assertThatThrownBy(() -> new CommitFacts(id, List.of(), "", -1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid commit id: " + id + " (expected a UUID)");
    }
  }

  @Test
  void refuseAWatermarkBeforeTheEpoch() {
    assertThatThrownBy(() -> new CommitFacts(ID, List.of(), "", -2))
        .hasMessage("Invalid low watermark: -2 (expected -1 or more)");
  }

  @Test
  void countsAddUp() {
    assertThatThrownBy(() -> new RangeCounts(5, 1, 1, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid counts: 5 delivered (expected 1 rows + 1 dead letters + 1 duplicates"
                + " + 1 late + 0 elsewhere, none negative)");
    assertThatThrownBy(() -> new RangeCounts(0, 1, -1, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new AddedRange(VIEWS, new OffsetRange(3, 5), new RangeCounts(3, 3, 0, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid counts of events_views-0: 3 delivered (expected at most the 2 offsets of [3,"
                + " 5))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frazil.rows          | x  | frazil.rows is x (expected a number)",
        "frazil.config-hash   |    | frazil.config-hash is missing",
        "frazil.ranges        |    | frazil.ranges is missing",
        "frazil.commit-id     | 7  | Invalid commit id: 7 (expected a UUID)",
        "frazil.low-watermark | -7 | Invalid low watermark: -7 (expected -1 or more)",
      })
  void refuseADamagedSummary(String key, String value, String reason) {
    assertCorrupt(key, value, "Cannot read commit facts: " + reason);
  }

  @Test
  void refuseTotalsThatAreNotTheSumOfTheRanges() {
    Map<String, String> summary = new HashMap<>(FACTS.toSummary());
    summary.put("frazil.rows", "18");
    summary.put("frazil.elsewhere", "0");
    assertThatThrownBy(() -> CommitFacts.read(summary))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessageContaining("Cannot read commit facts: the ranges add up to RangeCounts[");
  }

  @Test
  void refuseDamagedRanges() {
    assertCorrupt(
        "frazil.ranges",
        "1:00000000:{}",
        "Cannot read frazil.ranges: the checksum of its body is 297bd0aa (expected 00000000)");
    assertCorrupt(
        "frazil.ranges",
        SealedText.seal("{\"topics\":[{\"name\":\"a\",\"ranges\":[[0,9,3,0,0,0,0,0,0]]}]}"),
        "Cannot read frazil.ranges: a: Invalid range end: 3 (expected more than the start 9)");
    assertCorrupt(
        "frazil.ranges",
        SealedText.seal("{\"topics\":[{\"name\":\"a\",\"ranges\":[[0,9,13]]}]}"),
        "Cannot read frazil.ranges: a range is [0,9,13] (expected 9 numbers)");
  }

  @Property
  void whatIsWrittenIsReadBack(@ForAll("facts") CommitFacts facts) {
    assertThat(CommitFacts.read(facts.toSummary())).contains(facts);
  }

  @Provide
  Arbitrary<CommitFacts> facts() {
    Arbitrary<Integer> count = Arbitraries.integers().between(0, 1000);
    Arbitrary<RangeCounts> counts =
        count
            .array(int[].class)
            .ofSize(5)
            .map(
                c ->
                    new RangeCounts(
                        c[0] + c[1] + c[2] + c[3] + c[4], c[0], c[1], c[2], c[3], c[4]));
    return Combinators.combine(
            counts.list().ofMaxSize(8),
            Arbitraries.longs().between(-1, 4_000_000_000_000L),
            Arbitraries.strings().ascii(),
            replayed())
        .as(
            (all, watermark, hash, replayed) ->
                new CommitFacts(ID, consecutive(all), hash, watermark, replayed));
  }

  private static Arbitrary<List<ReplayedRows>> replayed() {
    Arbitrary<List<OffsetRange>> apart =
        Combinators.combine(
                Arbitraries.longs().between(1, 1_000_000), Arbitraries.longs().between(1, 50))
            .as((distance, length) -> new long[] {distance, length})
            .list()
            .ofMinSize(1)
            .ofMaxSize(20)
            .map(CommitFactsTest::apart);
    return Combinators.combine(
            apart.map(offsets -> new ReplayedRows(VIEWS, offsets)),
            apart.map(offsets -> new ReplayedRows(CLICKS, offsets)),
            Arbitraries.integers().between(0, 2))
        .as((views, clicks, count) -> List.of(views, clicks).subList(0, count));
  }

  private static List<OffsetRange> apart(List<long[]> steps) {
    List<OffsetRange> ranges = new ArrayList<>();
    long end = -1;
    for (long[] step : steps) {
      ranges.add(new OffsetRange(end + step[0], end + step[0] + step[1]));
      end += step[0] + step[1];
    }
    return ranges;
  }

  private static List<AddedRange> consecutive(List<RangeCounts> all) {
    List<AddedRange> ranges = new ArrayList<>();
    long start = 0;
    for (RangeCounts counts : all) {
      StreamKey key = start % 2 == 0 ? VIEWS : CLICKS;
      ranges.add(new AddedRange(key, new OffsetRange(start, start + 5001), counts));
      start += 5001;
    }
    return ranges;
  }

  private static AddedRange added(StreamKey key, long start, long end) {
    return new AddedRange(key, new OffsetRange(start, end), RangeCounts.NONE);
  }

  private static void assertCorrupt(String key, String value, String message) {
    Map<String, String> summary = new HashMap<>(FACTS.toSummary());
    if (value == null) {
      summary.remove(key);
    } else {
      summary.put(key, value);
    }
    assertThatThrownBy(() -> CommitFacts.read(summary))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessage(message);
  }
}
