package dev.frazil.tables.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final StreamKey VIEWS = new StreamKey("", "views", 0);
  private static final StreamKey CLICKS = new StreamKey("", "clicks", 0);

  @Test
  void changesAreAddedOrReplaceWhatWasThere() {
    Ledger first = Ledger.EMPTY.with(Map.of(VIEWS, LedgerEntry.of(0, 5, 1)));
    Ledger second =
        first.with(Map.of(VIEWS, LedgerEntry.of(0, 9, 1), CLICKS, LedgerEntry.of(3, 4, 1)));
    assertThat(second.entry(VIEWS)).isEqualTo(LedgerEntry.of(0, 9, 1));
    assertThat(second.entries()).containsOnlyKeys(CLICKS, VIEWS);
    assertThat(first.entry(VIEWS)).isEqualTo(LedgerEntry.of(0, 5, 1));
    assertThat(first.entry(CLICKS)).isNull();
    assertThat(Ledger.EMPTY.entries()).isEmpty();
  }

  @Test
  void isEqualByWhatItSaysOfEveryStream() {
    Ledger ledger = Ledger.EMPTY.with(Map.of(VIEWS, LedgerEntry.of(0, 5, 1)));
    assertThat(ledger)
        .isEqualTo(Ledger.EMPTY.with(Map.of(VIEWS, LedgerEntry.of(0, 5, 1))))
        .hasSameHashCodeAs(Ledger.EMPTY.with(Map.of(VIEWS, LedgerEntry.of(0, 5, 1))))
        .isNotEqualTo(Ledger.EMPTY.with(Map.of(VIEWS, LedgerEntry.of(0, 5, 2))))
        .isNotEqualTo(
            Ledger.EMPTY.with(Map.of(new StreamKey("x", "views", 0), LedgerEntry.of(0, 5, 1))))
        .isNotEqualTo(ledger.with(Map.of(CLICKS, LedgerEntry.of(0, 0, -1))));
  }

  @Test
  void cannotBeChangedFromOutside() {
    assertThatThrownBy(() -> Ledger.EMPTY.entries().put(VIEWS, LedgerEntry.of(0, 5, 1)))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
