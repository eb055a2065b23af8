package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.commit.SnapshotRetention.Scope;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerCodec;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerWalk;
import dev.frazil.tables.ledger.StreamKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotRetentionTest {
  private static final TableIdentifier NAME = TableIdentifier.of("silver", "views");
  private static final StreamKey KEY = new StreamKey("", "events", 0);
  private static final Duration DAY = Duration.ofHours(24);

  private final FaultyCatalog catalog = FaultyCatalog.empty();
  private final TableLedgers ledgers = new TableLedgers(RowOrigins.UNKNOWN, Runnable::run);
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private long end;

  @BeforeEach
  void createTable() {
    catalog.createNamespace(Namespace.of("silver"));
    catalog.createTable(
        NAME, new Schema(Types.NestedField.required(1, "id", Types.LongType.get())));
  }

  @AfterEach
  void nothingWasDeleted() {
    threads.shutdownNow();
    assertThat(catalog.deleted()).as("files that were deleted").isEmpty();
  }

  @Test
  void keepsNoMoreThanTheMost() {
    List<Long> ids = commit(6);

    tidy(new SnapshotRetention(4, DAY, Scope.ALL), now());

    assertThat(snapshots()).containsExactlyElementsOf(ids.subList(2, 6));
    assertThat(ledger()).isEqualTo(LedgerEntry.of(0, 6, 0));
  }

  @Test
  void keepsNothingThatIsTooOldButTheHead() {
    List<Long> ids = commit(3);

    tidy(new SnapshotRetention(100, DAY, Scope.ALL), now() + DAY.toMillis() + 1_000);

    assertThat(snapshots()).containsExactly(ids.get(2));
    assertThat(ledger()).isEqualTo(LedgerEntry.of(0, 3, 0));
  }

  @Test
  void keepsTheNewestLedgerHoweverManyOthersCommit() {
    List<Long> ids = commit(3);
    foreignCommit();
    foreignCommit();
    foreignCommit();

    tidy(new SnapshotRetention(2, DAY, Scope.ALL), now());

    assertThat(snapshots()).hasSize(4).startsWith(ids.get(2));
    assertThat(ledger()).isEqualTo(LedgerEntry.of(0, 3, 0));
  }

  @Test
  void keepsAllSinceALease() {
    List<Long> ids = commit(5);
    table().manageSnapshots().createTag("frazil-lease-trending", ids.get(1)).commit();

    tidy(new SnapshotRetention(1, DAY, Scope.ALL), now());

    assertThat(snapshots()).containsExactlyElementsOf(ids.subList(1, 5));
  }

  @Test
  void keepsWhatTagsAndBranchesOfOthersLeadTo() {
    List<Long> ids = commit(6);
    table().manageSnapshots().createTag("report", ids.get(0)).commit();
    table().manageSnapshots().createBranch("audit", ids.get(3)).commit();

    tidy(new SnapshotRetention(1, DAY, Scope.ALL), now());

    assertThat(snapshots())
        .containsExactly(ids.get(0), ids.get(1), ids.get(2), ids.get(3), ids.get(5));
  }

  @Test
  void forgetsWhatWasRolledBackOnceItIsOld() {
    List<Long> ids = commit(3);
    table().manageSnapshots().rollbackTo(ids.get(1)).commit();

    tidy(new SnapshotRetention(100, DAY, Scope.ALL), now());
    assertThat(snapshots()).containsExactlyElementsOf(ids);
    tidy(new SnapshotRetention(100, DAY, Scope.ALL), now() + DAY.toMillis() + 1_000);
    assertThat(snapshots()).containsExactly(ids.get(1));
  }

  @Test
  void leavesATableAloneWhoseSnapshotsMustNotExpire() {
    List<Long> ids = commit(3);
    table().updateProperties().set("gc.enabled", "false").commit();

    tidy(new SnapshotRetention(1, DAY, Scope.ALL), now());

    assertThat(snapshots()).containsExactlyElementsOf(ids);
  }

  @Test
  void leavesTablesOfOthersAloneUnlessToldOtherwise() {
    List<Long> ids = commit(3);

    tidy(new SnapshotRetention(1, DAY, Scope.OWN), now());
    assertThat(snapshots()).containsExactlyElementsOf(ids);
    table().updateProperties().set("frazil.created", "true").commit();
    tidy(new SnapshotRetention(1, DAY, Scope.OWN), now());
    assertThat(snapshots()).containsExactly(ids.get(2));
  }

  @Test
  void keepsAllWhenNothingIsAskedFor() {
    List<Long> ids = commit(3);

    tidy(null, now() + 10 * DAY.toMillis());

    assertThat(snapshots()).containsExactlyElementsOf(ids);
  }

  @Test
  void refusesToKeepNothing() {
    assertThatThrownBy(() -> new SnapshotRetention(0, DAY, Scope.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid snapshot retention: 0 snapshots, PT24H");
  }

  private void tidy(@Nullable SnapshotRetention retention, long nowMs) {
    new IcebergLedgerTable(catalog, NAME, LedgerId.DEFAULT, ledgers, retention, threads)
        .tidy(nowMs);
  }

  private List<Long> commit(int times) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      end++;
      Ledger ledger = Ledger.EMPTY.with(Map.of(KEY, LedgerEntry.of(0, end, 0)));
      table()
          .newFastAppend()
          .set(LedgerId.DEFAULT.summaryKey(), LedgerCodec.encode(ledger))
          .commit();
      ids.add(table().currentSnapshot().snapshotId());
    }
    return ids;
  }

  private void foreignCommit() {
    table().newFastAppend().commit();
  }

  private List<Long> snapshots() {
    List<Long> ids = new ArrayList<>();
    for (Snapshot snapshot : table().snapshots()) {
      ids.add(snapshot.snapshotId());
    }
    return ids;
  }

  private @Nullable LedgerEntry ledger() {
    return LedgerWalk.current(table(), LedgerId.DEFAULT).entry(KEY);
  }

  private Table table() {
    return catalog.loadTable(NAME);
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
