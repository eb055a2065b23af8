package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerCodec;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters of a contract that is fixed. */
class DeadLettersReplayTest extends LetterScenario {
  private static final TableIdentifier SILVER = TableIdentifier.of("silver", "views");

  /** A silver table whose ledger has passed the first 100 offsets. */
  @BeforeEach
  void makeSilver() {
    catalog.createNamespace(Namespace.of("silver"));
    Table table =
        catalog.createTable(
            SILVER,
            new Schema(
                Types.NestedField.required(1, "id", Types.LongType.get()),
                Types.NestedField.optional(2, OriginColumns.TOPIC_ID, Types.StringType.get()),
                Types.NestedField.optional(3, OriginColumns.TOPIC, Types.StringType.get()),
                Types.NestedField.optional(4, OriginColumns.PARTITION, Types.IntegerType.get()),
                Types.NestedField.optional(5, OriginColumns.OFFSET, Types.LongType.get())),
            PartitionSpec.unpartitioned());
    Ledger ledger =
        Ledger.EMPTY.with(Map.of(new StreamKey("id", "views", 0), LedgerEntry.of(0, 100, 1_000)));
    AppendFiles passed = table.newAppend();
    passed.set(LedgerId.DEFAULT.summaryKey(), LedgerCodec.encode(ledger));
    passed.commit();
  }

  private List<Long> ids() {
    List<Long> ids = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(catalog.loadTable(SILVER)).build()) {
      rows.forEach(row -> ids.add((Long) row.getField("id")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }

  private void threeLetters() {
    views.append(
        views.letter(1, "{\"id\":11}"), views.letter(2, "{\"id\":99}"), views.letter(3, "{}"));
  }

  @Test
  void aDryRunTellsAndWritesNothing() throws IOException {
    threeLetters();
    Invocation run = run(connector(50), "replay");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out().lines())
        .containsExactly(
            "Dry run: nothing was written.",
            "",
            "  OUTCOME           COUNT  WHERE OR WHY",
            "  would be written      1  silver.views",
            "  would fail            1  missing_required_field",
            "  would fail            1  schema_validation_failed",
            "",
            "What does not pass:",
            "  views-0@2  schema_validation_failed $.id: expected at most 50, found 99",
            "  views-0@3  missing_required_field $.id: expected a value, found none",
            "",
            "With --apply what passes is written to its tables, and 1 dead letter is marked as"
                + " resolved.");
    assertThat(ids()).isEmpty();
  }

  @Test
  void whatPassesIsWrittenOnceAndMarked() throws IOException {
    threeLetters();
    Path connector = connector(50);
    assertThat(run(connector, "replay", "--apply").out())
        .contains("  written      1  silver.views\n", "\nMarked 1 dead letter as resolved.\n");
    assertThat(ids()).containsExactly(11L);
    assertThat(run(connector, "replay", "--apply").out())
        .doesNotContain("written")
        .contains("\nMarked 0 dead letters as resolved.\n");
    assertThat(run(connector, "replay", "--apply", "--again").out())
        .contains("  already there      1\n");
    assertThat(ids()).containsExactly(11L);
    assertThat(run(connector, "count").out()).contains("  views  wrong_type      2  ");
  }

  @Test
  void onlyTheRecordsThatAreNamedAreReplayed() throws IOException {
    threeLetters();
    Invocation run = run(connector(1_000), "replay", "views-0@2", "views-0@77", "--apply");
    assertThat(run.exitCode()).isZero();
    assertThat(ids()).containsExactly(99L);
  }

  @Test
  void jsonIsOneObject() throws IOException {
    threeLetters();
    assertThat(run(connector(50), "replay", "--json").out())
        .isEqualToIgnoringNewLines(
            "{\"applied\":false,\"to_topic\":false,\"letters\":3,\"passed\":1,\"already_there\":0,"
                + "\"failed\":2,\"not_yet\":0,\"dropped\":0,\"tables\":{\"silver.views\":1},"
                + "\"reasons\":{\"missing_required_field\":1,\"schema_validation_failed\":1},"
                + "\"refused\":[\"views-0@2  schema_validation_failed $.id: expected at most 50,"
                + " found 99\",\"views-0@3  missing_required_field $.id: expected a value,"
                + " found none\"],\"marked\":0}\n");
  }

  @Test
  void noneIsNoFailure() throws IOException {
    Invocation run = run(connector(50), "replay", "--reason", "wrong_type");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("No dead letters.\n");
  }

  @Test
  void aTopicCannotBeReachedWithoutBrokers() throws IOException {
    threeLetters();
    Invocation run = run(connector(50), "replay", "--to-topic", "--apply");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "Cannot send to topics: connector movies does not say where the brokers are (expected"
                + " iceberg.kafka.bootstrap.servers)\n");
  }

  /** Its configuration says nothing of how those of others are to be read. */
  @Test
  void deadLettersOfOtherConnectorsAreLeftAlone() throws IOException {
    threeLetters();
    Invocation run = run(reading("clicks", connector(1_000)), "replay", "--apply");
    assertThat(run.out()).isEqualTo("No dead letters.\n");
    assertThat(ids()).isEmpty();
  }
}
