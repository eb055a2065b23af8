package dev.frazil.tables.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LowWatermarkTest {
  private static final StreamKey FIRST = new StreamKey("id-1", "events", 0);
  private static final StreamKey SECOND = new StreamKey("id-1", "events", 1);

  @Test
  void isTheLeastOfThePartitions() {
    assertThat(Ledger.EMPTY.lowWatermark()).isEqualTo(-1);
    assertThat(ledger(Map.of(FIRST, 5_000L, SECOND, 3_000L)).lowWatermark()).isEqualTo(3_000);
  }

  @Test
  void isUnknownWhereOneIsUnknown() {
    assertThat(ledger(Map.of(FIRST, 5_000L, SECOND, -1L)).lowWatermark()).isEqualTo(-1);
  }

  @Test
  void aTopicThatWasMadeAnewIsNotHeldBackByTheOldOne() {
    StreamKey anew = new StreamKey("id-2", "events", 0);
    StreamKey nameless = new StreamKey("", "events", 0);

    assertThat(ledger(Map.of(FIRST, 5_000L, anew, 9_000L, nameless, 1_000L)).lowWatermark())
        .isEqualTo(9_000);
  }

  private static Ledger ledger(Map<StreamKey, Long> timestamps) {
    Ledger ledger = Ledger.EMPTY;
    for (Map.Entry<StreamKey, Long> each : timestamps.entrySet()) {
      ledger = ledger.with(Map.of(each.getKey(), LedgerEntry.of(0, 1, each.getValue())));
    }
    return ledger;
  }
}
