package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.cli.letters.LetterMarks;
import dev.frazil.cli.letters.Resolution;
import dev.frazil.cli.letters.TestingLetters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** What the commands say of rows of dead-letter tables. */
class DeadLettersRowsTest extends LetterScenario {
  private static final String LONG_TOPIC =
      "a_topic_with_a_name_that_is_longer_than_forty_characters";

  private Invocation run(String command, String... args) throws IOException {
    return run(connector(10), command, args);
  }

  private void mark(long offset) {
    new LetterMarks(views.table(), null)
        .mark(
            List.of(views.key(offset)), Resolution.REPLAYED, Instant.parse("2026-02-01T10:00:00Z"));
  }

  @Test
  void theLatestAreListedFirstAndWhole() throws IOException {
    TestingLetters other = new TestingLetters(catalog, LONG_TOPIC);
    Record last = other.letter(9, "x");
    last.setField("error_detail", "d".repeat(200));
    other.append(last);
    views.append(views.letter(3, "c"), views.letter(1, "a"));

    assertThat(run("list").out().lines())
        .containsExactly(
            "  TIME                         REASON      RECORD                                     "
                + "                   PATH  DETAIL",
            "  2026-01-31T12:00:09.000000Z  wrong_type  "
                + LONG_TOPIC
                + "-0@9  $.id  "
                + "d".repeat(200),
            "  2026-01-31T12:00:03.000000Z  wrong_type  views-0@3                                  "
                + "                   $.id  expected a number, found \"x\"",
            "  2026-01-31T12:00:01.000000Z  wrong_type  views-0@1                                  "
                + "                   $.id  expected a number, found \"x\"");
  }

  @Test
  void aLimitLeavesTheLatest() throws IOException {
    views.append(views.letter(1, "a"), views.letter(3, "c"), views.letter(2, "b"));
    assertThat(run("list", "--limit", "1").out().lines().skip(1))
        .containsExactly(
            "  2026-01-31T12:00:03.000000Z  wrong_type  views-0@3  $.id  expected a number, found"
                + " \"x\"");
    assertThat(run("list", "--all").out().lines())
        .containsExactlyInAnyOrder(
            "2026-01-31T12:00:01.000000Z wrong_type views-0@1 $.id expected a number, found \"x\"",
            "2026-01-31T12:00:02.000000Z wrong_type views-0@2 $.id expected a number, found \"x\"",
            "2026-01-31T12:00:03.000000Z wrong_type views-0@3 $.id expected a number, found \"x\"");
  }

  @Test
  void jsonHasTheSameFormEachTime() throws IOException {
    views.append(views.letter(1, "a"));
    String open =
        "{\"topic\":\"views\",\"error_reason\":\"wrong_type\",\"error_ts\":"
            + "\"2026-01-31T12:00:01.000000Z\",\"partition\":0,\"offset\":1,\"record_ts\":"
            + "\"2026-01-31T12:00:00.000000Z\",\"key\":\"aw==\",\"error_detail\":"
            + "\"expected a number, found \\\"x\\\"\",\"error_path\":\"$.id\","
            + "\"in_topic\":true,\"resolved_ts\":null,\"resolution\":null}\n";
    assertThat(run("list", "--json").out()).isEqualToIgnoringNewLines(open);
    mark(1);
    assertThat(run("list", "--json", "--all", "--state", "resolved").out())
        .isEqualToIgnoringNewLines(
            open.replace(
                "\"resolved_ts\":null,\"resolution\":null",
                "\"resolved_ts\":\"2026-02-01T10:00:00.000000Z\",\"resolution\":\"replayed\""));
  }

  @Test
  void whatIsResolvedIsToldApart() throws IOException {
    views.append(views.letter(1, "a"), views.letter(2, "b"));
    assertThat(run("list", "--state", "resolved").out()).isEqualTo("No dead letters.\n");
    mark(1);
    assertThat(run("count").out()).contains("  views  wrong_type      1  ");
    assertThat(run("count", "--state", "all").out().lines())
        .containsExactly(
            "  TOPIC  REASON      COUNT  OPEN  RESOLVED  FIRST                        LAST",
            "  views  wrong_type      2     1         1  2026-01-31T12:00:01.000000Z "
                + " 2026-01-31T12:00:02.000000Z");
    assertThat(run("count", "--state", "all", "--json").out())
        .startsWith(
            "{\"topic\":\"views\",\"reason\":\"wrong_type\",\"count\":2,\"open\":1,\"resolved\":1,"
                + "\"first\":");
    assertThat(run("list").out()).contains("views-0@2").doesNotContain("views-0@1");
    assertThat(run("list", "--state", "all").out().lines().map(String::strip))
        .containsExactly(
            "TIME                         REASON      RECORD     RESOLVED  PATH  DETAIL",
            "2026-01-31T12:00:02.000000Z  wrong_type  views-0@2  open      $.id  expected a number,"
                + " found \"x\"",
            "2026-01-31T12:00:01.000000Z  wrong_type  views-0@1  replayed  $.id  expected a number,"
                + " found \"x\"");
  }

  @Test
  void countsAreByTopicAndReason() throws IOException {
    TestingLetters clicks = new TestingLetters(catalog, "clicks");
    clicks.append(clicks.letter(5, "x"));
    views.append(views.letter(1, "a"), views.letter(3, "c"));
    assertThat(run("count").out().lines())
        .containsExactly(
            "  TOPIC   REASON      COUNT  FIRST                        LAST",
            "  clicks  wrong_type      1  2026-01-31T12:00:05.000000Z  2026-01-31T12:00:05.000000Z",
            "  views   wrong_type      2  2026-01-31T12:00:01.000000Z "
                + " 2026-01-31T12:00:03.000000Z");
    assertThat(run("count", "--json", "--topic", "views").out())
        .isEqualToIgnoringNewLines(
            "{\"topic\":\"views\",\"reason\":\"wrong_type\",\"count\":2,\"first\":"
                + "\"2026-01-31T12:00:01.000000Z\",\"last\":\"2026-01-31T12:00:03.000000Z\"}\n");
  }

  @Test
  void aLetterIsShownWhole() throws IOException {
    views.append(views.letter(1, "a\nb\u001b[2J"), views.letter(2, "x"));
    mark(1);
    assertThat(run("show", "views-0@1").out().lines())
        .containsExactly(
            "record     views-0@1",
            "topic id   id",
            "time       2026-01-31T12:00:00.000000Z",
            "rejected   2026-01-31T12:00:01.000000Z",
            "reason     wrong_type",
            "path       $.id",
            "detail     expected a number, found \"x\"",
            "in topic   yes",
            "state      replayed at 2026-02-01T10:00:00.000000Z",
            "key        k",
            "header     trace: \\u0001\\u0001",
            "value      a",
            "b\\u001b[2J");
  }

  @Test
  void noKeyOrHeaderCanPoseAsAnotherLine() throws IOException {
    Record posing = views.letter(1, "a");
    posing.setField("key", ByteBuffer.wrap("k\nstate      x".getBytes(StandardCharsets.UTF_8)));
    posing.setField("error_detail", "d\r\nvalue      y");
    views.append(posing);
    assertThat(run("show", "views-0@1").out())
        .contains(
            "detail     d\\u000d\\u000avalue      y\n",
            "state      open\nkey        k\\u000astate      x\n");
  }

  @Test
  void aTableThatIsNamedIsTheOnlyOne() throws IOException {
    TestingLetters clicks = new TestingLetters(catalog, "clicks");
    clicks.append(clicks.letter(5, "x"));
    views.append(views.letter(1, "a"));
    String[] table = {"--table", "silver_deadletter.clicks"};
    assertThat(run("list", table).out()).contains("clicks-0@5").doesNotContain("views-0@1");
    assertThat(run("count", table).out()).contains("clicks").doesNotContain("views");
    assertThat(run("show", "clicks-0@5", table[0], table[1]).out()).contains("value      x\n");
  }

  @Test
  void bytesThatAreNoTextAreShownAsDigits() throws IOException {
    Record bytes = views.letter(1, "x");
    bytes.setField("raw_payload", null);
    bytes.setField("raw_bytes", ByteBuffer.wrap(new byte[] {(byte) 0xff, 0, 1}));
    views.append(bytes);
    assertThat(run("show", "views-0@1").out())
        .contains("state      open\n", "value      0xff0001\n");
    assertThat(run("show", "views-0@1", "--json").out())
        .contains("\"raw_payload\":null,\"raw_bytes\":\"/wAB\",");
  }

  @Test
  void aTopicWithoutATableHasNone() throws IOException {
    assertThat(run("count", "--topic", "healthy").out()).isEqualTo("No dead letters.\n");
    Invocation named = run("count", "--table", "silver_deadletter.healthy");
    assertThat(named.exitCode()).isEqualTo(1);
    assertThat(named.err())
        .isEqualTo("Cannot read silver_deadletter.healthy: the catalog has no such table\n");
  }

  @Test
  void otherTablesOfTheNamespaceArePassedOver() throws IOException {
    catalog.createTable(
        TableIdentifier.of("silver_deadletter", "notes"),
        new Schema(Types.NestedField.optional(1, "note", Types.StringType.get())),
        PartitionSpec.unpartitioned());
    views.append(views.letter(1, "a"));
    assertThat(run("list").out()).contains("views-0@1");
    assertThat(run("list", "--table", "silver_deadletter.notes").err())
        .isEqualTo(
            "Cannot read silver_deadletter.notes: it is no table of dead letters (it has no"
                + " error_reason)\n");
  }

  @Test
  void aConnectorThatKeepsNoneIsNotTakenForAnother() throws IOException {
    views.append(views.letter(1, "a"));
    Invocation count = run(connector(10, ""), "count");
    assertThat(count.exitCode()).isEqualTo(1);
    assertThat(count.err())
        .isEqualTo(
            "Cannot read dead letters of connector movies: it keeps none in tables (expected"
                + " iceberg.deadletters.table-template in its configuration)\n");
  }

  @Test
  void aConnectorHasTheDeadLettersOfItsTopics() throws IOException {
    TestingLetters clicks = new TestingLetters(catalog, "clicks");
    clicks.append(clicks.letter(5, "x"));
    views.append(views.letter(1, "a"));
    Path connector = reading("clicks", connector(10));

    assertThat(run(connector, "list").out()).contains("clicks-0@5").doesNotContain("views");
    assertThat(run(connector, "list", "--table", "silver_deadletter.views").out())
        .isEqualTo("No dead letters.\n");
    Invocation other = run(connector, "list", "--topic", "views");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err())
        .isEqualTo(
            "Cannot read dead letters of topic views: connector movies does not read it (it reads"
                + " b, clicks)\n");
  }
}
