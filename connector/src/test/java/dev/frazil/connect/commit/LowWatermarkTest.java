package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.StreamKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LowWatermarkTest {
  private static final StreamKey FIRST = new StreamKey("id-1", "events", 0);
  private static final StreamKey SECOND = new StreamKey("id-1", "events", 1);
  private static final StreamKey THIRD = new StreamKey("id-1", "events", 2);

  private final Map<StreamKey, LogEnds> topics = new HashMap<>();
  private Ledger ledger = Ledger.EMPTY;

  @Test
  void isThatOfThePartitionThatIsFurthestBehind() {
    holds(FIRST, 10, 5_000).has(FIRST, 0, 20);
    holds(SECOND, 10, 3_000).has(SECOND, 0, 20);

    assertThat(watermark()).isEqualTo(3_000);
  }

  @Test
  void aSilentPartitionThatIsReadToItsEndHoldsNothingBack() {
    holds(FIRST, 10, 5_000).has(FIRST, 0, 20);
    holds(SECOND, 10, 3_000).has(SECOND, 0, 10);

    assertThat(watermark()).isEqualTo(5_000);
  }

  @Test
  void whatHasJustComeIsNotSilentAlthoughItIsReadToItsEnd() {
    holds(FIRST, 10, 5_000).has(FIRST, 0, 20);
    holds(SECOND, 10, 3_000).has(SECOND, 0, 10);
    holds(THIRD, 10, 1_000).has(THIRD, 0, 10);

    assertThat(watermark(FIRST, SECOND)).isEqualTo(3_000);
  }

  @Test
  void isUnknownWhereTheBrokerIsNotSoon() {
    holds(FIRST, 10, 5_000);

    assertThat(watermark(FIRST)).isEqualTo(CommitFacts.NO_WATERMARK);
  }

  @Test
  void aPartitionThatNobodyHasReadMakesItUnknown() {
    holds(FIRST, 10, 5_000).has(FIRST, 0, 10);
    has(THIRD, 7, 8);

    assertThat(watermark()).isEqualTo(CommitFacts.NO_WATERMARK);
  }

  @Test
  void aPartitionWithoutRecordsDoesNotMatter() {
    holds(FIRST, 10, 5_000).has(FIRST, 0, 20);
    has(SECOND, 0, 0).has(THIRD, 9, 9);

    assertThat(watermark()).isEqualTo(5_000);
  }

  @Test
  void topicsThatAreGoneDoNotMatter() {
    StreamKey gone = new StreamKey("id-0", "gone", 0);
    StreamKey earlier = new StreamKey("id-0", "events", 0);
    holds(gone, 10, 1_000);
    holds(earlier, 10, 2_000);
    holds(FIRST, 10, 5_000).has(FIRST, 0, 20);

    assertThat(watermark()).isEqualTo(5_000);
  }

  @Test
  void whatWasWrittenBeforeIdsWereKnownCounts() {
    holds(new StreamKey("", "events", 0), 10, 5_000).has(FIRST, 0, 20);

    assertThat(watermark()).isEqualTo(5_000);
  }

  @Test
  void aPartitionThatIsBehindAndHasNoTimesMakesItUnknown() {
    holds(FIRST, 10, LedgerEntry.NO_TIMESTAMP).has(FIRST, 0, 20);
    holds(SECOND, 10, 3_000).has(SECOND, 0, 20);

    assertThat(watermark()).isEqualTo(CommitFacts.NO_WATERMARK);
  }

  @Test
  void asksAboutTheTopicsOfTheLedger() {
    holds(FIRST, 10, 5_000);
    holds(new StreamKey("id-2", "others", 0), 10, 4_000);
    Set<String> asked = new HashSet<>();

    LowWatermark.of(
        ledger,
        Set.of(),
        names -> {
          asked.addAll(names);
          return Optional.of(topics);
        });

    assertThat(asked).containsExactlyInAnyOrder("events", "others");
  }

  @Test
  void whereThereIsNoBrokerToAskTheLedgerSays() {
    holds(FIRST, 10, 5_000);
    holds(SECOND, 10, 3_000);

    assertThat(LowWatermark.of(ledger, Set.of(), TopicExtents.UNKNOWN)).isEqualTo(3_000);
  }

  private long watermark(StreamKey... advanced) {
    return LowWatermark.of(ledger, Set.of(advanced), names -> Optional.of(topics));
  }

  private LowWatermarkTest holds(StreamKey key, long end, long maxTimestamp) {
    ledger = ledger.with(Map.of(key, LedgerEntry.of(0, end, maxTimestamp)));
    return this;
  }

  private LowWatermarkTest has(StreamKey key, long start, long end) {
    topics.put(key, new LogEnds(start, end));
    return this;
  }
}
