package dev.frazil.tables.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final StreamKey NAMELESS = new StreamKey("", "events", 0);
  private static final StreamKey FIRST = new StreamKey("id-1", "events", 0);
  private static final StreamKey SECOND = new StreamKey("id-2", "events", 0);
  private static final LedgerEntry ENTRY = LedgerEntry.of(2, 7, 1_000);

  @Test
  void ofAStreamThatTheTableDoesNotKnow() {
    Standing standing = Ledger.EMPTY.standing(FIRST);

    assertThat(standing).isEqualTo(Standing.NONE);
    assertThat(standing.isNone()).isTrue();
    assertThat(standing.end()).isZero();
    assertThat(standing.describe()).isEqualTo("not at all");
  }

  @Test
  void ofAStreamThatTheTableKnows() {
    Standing standing = ledger(FIRST).standing(FIRST);

    assertThat(standing).isEqualTo(Standing.of(ENTRY));
    assertThat(standing.end()).isEqualTo(7);
    assertThat(standing.describe()).isEqualTo("up to offset 7");
  }

  @Test
  void ofAStreamThatHadNoIdBefore() {
    Standing standing = ledger(NAMELESS).standing(FIRST);

    assertThat(standing).isEqualTo(new Standing(null, ENTRY, false));
    assertThat(standing.held()).isEqualTo(ENTRY);
    assertThat(standing.end()).isEqualTo(7);
  }

  @Test
  void onlyTheFirstIdFollowsOnTheTimeWithoutOne() {
    assertThat(ledger(NAMELESS, FIRST).standing(SECOND)).isEqualTo(Standing.NONE);
    assertThat(ledger(NAMELESS, FIRST).standing(FIRST)).isEqualTo(Standing.of(ENTRY));
  }

  @Test
  void aStreamWithoutIdIsSupersededOnceAnIdIsKnown() {
    assertThat(ledger(NAMELESS).standing(NAMELESS)).isEqualTo(Standing.of(ENTRY));
    assertThat(ledger(NAMELESS, FIRST).standing(NAMELESS))
        .isEqualTo(new Standing(ENTRY, null, true));
    assertThat(ledger(FIRST).standing(NAMELESS).describe()).isEqualTo("under a topic id");
  }

  @Test
  void otherPartitionsAndTopicsDoNotMatter() {
    Ledger ledger =
        ledger(new StreamKey("", "events", 1), new StreamKey("id-1", "events", 1), NAMELESS);

    assertThat(ledger.standing(FIRST)).isEqualTo(new Standing(null, ENTRY, false));
    assertThat(
            ledger(new StreamKey("", "event", 0), new StreamKey("x", "eventss", 0)).standing(FIRST))
        .isEqualTo(Standing.NONE);
  }

  private static Ledger ledger(StreamKey... keys) {
    Ledger ledger = Ledger.EMPTY;
    for (StreamKey key : keys) {
      ledger = ledger.with(Map.of(key, ENTRY));
    }
    return ledger;
  }
}
