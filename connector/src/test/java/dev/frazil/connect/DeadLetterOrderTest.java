package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerEntry;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What waits for dead letters that cannot be committed, and what does not. */
class DeadLetterOrderTest extends DeadLetterScenario {
  private static final TopicPartition CLICKED = new TopicPartition("clicks", 0);

  private final TestingSink both = sink(TEMPLATE, NAMES, "topics", "events,clicks");
  private final TestingWorker worker = worker(both);

  /** Both tables of both topics are there, and those of the dead letters of one are stuck. */
  private void stickLettersOfEvents() {
    topics.produce(FIRST, 1);
    topics.produce(SECOND, 2);
    topics.produce(CLICKED, 3);
    topics.produceBad(FIRST);
    topics.produceBad(CLICKED);
    worker.assign(FIRST, SECOND, CLICKED);
    worker.runUntilAllIsCommitted(both);
    catalog.block(LETTERS);
  }

  private void commit() {
    consume(worker);
    both.tick();
    worker.iterate();
  }

  @Test
  void otherTopicsGoOnWhileATableOfDeadLettersCannotBeCommittedTo() {
    stickLettersOfEvents();
    topics.produceBad(FIRST);
    commit();
    topics.produce(CLICKED, 4);
    topics.produceBad(CLICKED);
    commit();
    worker.runUntil(() -> clicks.ids().contains(4L));

    StoredTable kept = new StoredTable(catalog, TableIdentifier.of("silver_deadletter", "clicks"));
    assertThat(kept.rows()).hasSize(2);
    catalog.free(LETTERS);
    worker.runUntilAllIsCommitted(both);
    worker.stop();
    assertThat(offsets()).containsExactly(1L, 2L);
  }

  @Test
  void aPartitionWithoutThemGoesOnBesideOneThatWaits() {
    stickLettersOfEvents();
    topics.produceBad(FIRST);
    commit();
    topics.produce(SECOND, 5);
    commit();
    worker.runUntil(() -> events.ids().contains(5L));

    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 2, 1_001));
    catalog.free(LETTERS);
    worker.runUntilAllIsCommitted(both);
    worker.stop();
  }

  @Test
  void noChunkOvertakesOneOfItsPartitionThatWaits() {
    stickLettersOfEvents();
    int delivered = worker.deliveries();
    topics.produceBad(FIRST);
    topics.produce(SECOND, 5);
    commit();
    for (long id = 6; id < 10; id++) {
      topics.produce(SECOND, id);
      commit();
    }
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);

    catalog.free(LETTERS);
    worker.runUntilAllIsCommitted(both);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 5L, 6L, 7L, 8L, 9L);
    assertThat(worker.deliveries())
        .as("records, none of which came twice")
        .isEqualTo(delivered + 6);
    worker.stop();
  }
}
