package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.deadletter.RecordPlace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class NotKeptTest {
  private static final TopicPartition FIRST = new TopicPartition("events", 0);
  private static final TopicPartition SECOND = new TopicPartition("events", 1);
  private static final TableIdentifier LETTERS = TableIdentifier.of("silver_deadletter", "events");

  private final NotKept notKept = new NotKept();

  @Test
  void thereIsOneSentenceForAllOfAPartition() {
    for (long offset = 6; offset < 1_006; offset++) {
      notKept.add(new RecordPlace(FIRST, offset), LETTERS, NotKept.Why.NOT_HELD);
    }
    notKept.add(new RecordPlace(SECOND, 3), LETTERS, NotKept.Why.NOT_HELD);
    notKept.add(new RecordPlace(FIRST, 2_000), LETTERS, NotKept.Why.HELD_WITHOUT_ROW);

    assertThat(notKept.take())
        .containsExactly(
            "Cannot keep dead letters of events-0 in table silver_deadletter.events: its ledger has"
                + " a gap there, or begins after them (1000 from offset 6 to 1005)",
            "Cannot keep dead letters of events-1 in table silver_deadletter.events: its ledger has"
                + " a gap there, or begins after them (offset 3)",
            "Cannot keep dead letters of events-0 in table silver_deadletter.events: its ledger"
                + " holds them as sound records, which another connector of the same"
                + " iceberg.ledger-id may have said, or their rows were deleted (offset 2000)");
  }

  @Test
  void whatWasTakenIsNotSaidAgain() {
    notKept.add(new RecordPlace(FIRST, 6), LETTERS, NotKept.Why.NOT_HELD);
    assertThat(notKept.take()).hasSize(1);

    assertThat(notKept.take()).isEmpty();
  }
}
