package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.assign.SealedRange;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;

class ChunkTest {
  private static final TableIdentifier VIEWS = TableIdentifier.of("silver", "views");

  @Test
  void refusesAChunkOfNoOffsets() {
    assertThatThrownBy(() -> new Chunk(VIEWS, new UUID(1, 1), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid chunk for silver.views: it covers no offsets");
  }

  @Test
  void refusesFilesThatDoNotHoldWhatWasCounted() {
    SealedRange range =
        new SealedRange(
            new StreamKey("", "events", 0),
            Standing.NONE,
            LedgerEntry.of(0, 2, 0),
            new RangeCounts(2, 2, 0, 0, 0, 0));

    assertThatThrownBy(() -> new Chunk(VIEWS, new UUID(1, 1), List.of(range), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid chunk for silver.views: 0 rows in files, 2 counted");
  }
}
