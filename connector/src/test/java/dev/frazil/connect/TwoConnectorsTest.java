package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** A second connector, with tables of its own, rejects more of a topic than the first one. */
class TwoConnectorsTest extends DeadLetterScenario {
  private static final String NULLS = "iceberg.tables.null-values";

  /** The first one ignores the tombstone at offset 1. */
  private void ingestWithTheFirst() {
    topics.produce(FIRST, 1);
    topics.produceTombstone(FIRST);
    topics.produceMarked(FIRST, mark());
    TestingSink first = sink(TEMPLATE, NAMES, NULLS, "ignore");
    TestingWorker worker = worker(first);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(first);
    worker.stop();
    assertThat(offsets()).containsExactly(2L);
    topics.commit(FIRST, 0);
  }

  private TestingSink second(String template, String... more) {
    List<String> entries =
        new ArrayList<>(
            List.of("iceberg.tables.topic-template", "strict.${topic}", TEMPLATE, template));
    entries.addAll(List.of(more));
    return sink(entries.toArray(String[]::new));
  }

  private void ingest(TestingSink on) {
    TestingWorker worker = withoutTopic(on);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(on);
    worker.stop();
  }

  @Test
  void aTableOfDeadLettersThatTheyShareStopsTheSecond() {
    ingestWithTheFirst();
    TestingWorker worker = withoutTopic(second(NAMES));
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("Cannot keep dead letter events-0@1 in table ")
        .hasMessageContaining(
            "also by another connector of the same iceberg.ledger-id that keeps its dead letters"
                + " there")
        .hasMessageContaining("an iceberg.deadletters.table-template of this connector's own");
    worker.stopAfterFailure();
  }

  @Test
  void aTemplateOfItsOwnKeepsAllThatTheSecondRejects() {
    ingestWithTheFirst();
    ingest(second("strict_deadletter.${topic}"));

    StoredTable own = new StoredTable(catalog, TableIdentifier.of("strict_deadletter", "events"));
    assertThat(own.rows())
        .extracting(row -> row.getField("offset"))
        .containsExactlyInAnyOrder(1L, 2L);
    assertThat(offsets()).containsExactly(2L);
  }

  @Test
  void aLedgerOfItsOwnKeepsThemInTheSameTableBesideThoseOfTheFirst() {
    ingestWithTheFirst();
    ingest(second(NAMES, "iceberg.ledger-id", "strict"));

    assertThat(offsets()).containsExactly(1L, 2L, 2L);
  }
}
