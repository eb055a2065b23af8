package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.LedgerTable;
import dev.frazil.connect.commit.LedgerView;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated tables answer as Iceberg's do, whatever is done to them in whatever order. */
class SimStoreContractTest {
  private static final TableIdentifier TABLE = TableIdentifier.of("silver", "a");
  private static final int STEPS = 60;

  /** A store, its port, and the looks that were taken at it. */
  private static final class Side {
    private final SimStore store;
    private final LedgerTable port;
    private final List<LedgerView> views = new ArrayList<>();
    private final List<Long> heads = new ArrayList<>();

    Side(SimStore store) {
      this.store = store;
      this.port = store.access(Runnable::run).ports().apply(TABLE);
      store.create(TABLE);
    }

    String look() {
      try {
        LedgerView view = port.view();
        views.add(view);
        return "sees " + view.ledger() + (view.head() == LedgerView.NO_HEAD ? ", no head" : "");
      } catch (RuntimeException e) {
        return e.getClass().getSimpleName();
      }
    }

    String append(int look, Ledger after, CommitFacts facts) {
      try {
        heads.add(views.get(look).head());
        port.append(views.get(look), List.of(), after, facts);
        return "appended";
      } catch (RuntimeException e) {
        return e.getClass().getSimpleName();
      }
    }

    boolean holds(String commitId, int attempt) {
      return port.view().holds(commitId, heads.get(attempt));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void bothAnswerAlike(long seed) {
    SimDice dice = new SimDice(seed);
    Side simulated = new Side(store(SimSeed.Tables.SIMULATED));
    Side iceberg = new Side(store(SimSeed.Tables.ICEBERG));
    List<String> commits = new ArrayList<>();
    both(simulated, iceberg, Side::look);
    for (int step = 0; step < STEPS; step++) {
      switch (dice.below(8)) {
        case 0, 1 -> both(simulated, iceberg, Side::look);
        case 2, 3, 4 -> {
          int look = Math.max(0, simulated.views.size() - 1 - dice.below(3));
          StreamKey key = new StreamKey("", "a", dice.below(2));
          Ledger before = simulated.views.get(look).ledger();
          LedgerEntry entry = before.entry(key);
          LedgerEntry next =
              entry == null ? LedgerEntry.of(0, 1, 0) : entry.advancedTo(entry.end() + 1, 0);
          String commit = new UUID(seed, step).toString();
          commits.add(commit);
          CommitFacts facts = facts(commit, key, next.end());
          both(
              simulated, iceberg, side -> side.append(look, before.with(Map.of(key, next)), facts));
        }
        case 5 -> change(simulated, iceberg, side -> side.store.foreignCommit(TABLE));
        case 6 ->
            change(
                simulated,
                iceberg,
                side -> {
                  if (side.store.ancestors(TABLE) > 1) {
                    side.store.rollBack(TABLE, 1);
                  }
                });
        default -> change(simulated, iceberg, side -> side.store.expire(TABLE));
      }
      for (int attempt = 0; attempt < commits.size(); attempt++) {
        int each = attempt;
        both(simulated, iceberg, side -> Boolean.toString(side.holds(commits.get(each), each)));
      }
    }
  }

  private static SimStore store(SimSeed.Tables tables) {
    SimWorld world = new SimWorld(new SimSeed(0, tables), SimTrace.OFF);
    world.faults.heal();
    return world.store;
  }

  private static CommitFacts facts(String commit, StreamKey key, long end) {
    AddedRange added =
        new AddedRange(key, new OffsetRange(end - 1, end), new RangeCounts(1, 0, 1, 0, 0, 0));
    return new CommitFacts(commit, List.of(added), "", CommitFacts.NO_WATERMARK);
  }

  private interface Question {
    String ask(Side side);
  }

  private interface Change {
    void make(Side side);
  }

  private static void both(Side simulated, Side iceberg, Question question) {
    assertThat(question.ask(simulated)).isEqualTo(question.ask(iceberg));
  }

  private static void change(Side simulated, Side iceberg, Change change) {
    change.make(simulated);
    change.make(iceberg);
    assertThat(simulated.store.ledger(TABLE)).isEqualTo(iceberg.store.ledger(TABLE));
  }
}
