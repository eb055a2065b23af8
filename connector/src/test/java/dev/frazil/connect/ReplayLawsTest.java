package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.FaultyCatalog.Fault;
import dev.frazil.connect.replay.Letter;
import dev.frazil.connect.replay.Outcome;
import dev.frazil.connect.replay.ReplayMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Whatever the sink, several replays and people who roll the table back do in between, each record
 * is in the table once in the end.
 */
class ReplayLawsTest {
  private static final List<Fault> FAULTS = List.copyOf(EnumSet.allOf(Fault.class));

  /** What somebody does. */
  enum Move {
    PRODUCE,
    PRODUCE_BAD,
    INGEST,
    REPLAY,
    REPLAY_BESIDE_ANOTHER,
    REPLAY_BESIDE_THE_SINK,
    REPLAY_WITHOUT_ANSWER,
    REPLAY_BESIDE_A_ROLLBACK,
    ROLL_BACK
  }

  /**
   * A move.
   *
   * @param choice which of the rejected records are replayed, or how far the table is rolled back
   */
  record Step(Move move, int choice) {}

  @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
  void eachRecordIsThereOnce(
      @ForAll @Size(min = 1, max = 12) List<Move> moves, @ForAll @IntRange(min = 1) int choices) {
    try (Life life = new Life()) {
      int choice = choices;
      for (Move move : moves) {
        life.happens(new Step(move, choice));
        choice = Integer.rotateLeft(choice, 5) ^ 0x5bd1e995;
      }
      life.endsWell();
    }
  }

  private static final class Life extends ReplayScenario implements AutoCloseable {
    private final Set<Long> bad = new TreeSet<>();

    Life() {
      topics.produce(FIRST, 0);
      ingest();
    }

    void happens(Step step) {
      switch (step.move) {
        case PRODUCE -> topics.produce(FIRST, topics.end(FIRST));
        case PRODUCE_BAD -> {
          bad.add(topics.end(FIRST));
          topics.produceBad(FIRST);
        }
        case INGEST -> ingest();
        case REPLAY -> replay(step.choice);
        case REPLAY_BESIDE_ANOTHER -> beside(step.choice, () -> replay(~step.choice | 1));
        case REPLAY_BESIDE_THE_SINK -> beside(step.choice, this::ingest);
        case REPLAY_WITHOUT_ANSWER -> {
          catalog.misbehave(FAULTS.get(Math.floorMod(step.choice, FAULTS.size())));
          replay(step.choice);
          catalog.behave();
        }
        case REPLAY_BESIDE_A_ROLLBACK -> beside(step.choice, () -> rollBack(step.choice));
        case ROLL_BACK -> rollBack(step.choice);
      }
      assertThat(events.ids()).doesNotHaveDuplicates();
    }

    /** The other comes once the replay is about to commit, or not at all. */
    private void beside(int choice, Runnable other) {
      catalog.meanwhile(other);
      replay(choice);
      catalog.meanwhile(() -> {});
    }

    private void replay(int choice) {
      List<Letter> chosen = new ArrayList<>();
      for (long offset : bad) {
        if ((choice >> (offset % 31) & 1) == 1) {
          chosen.add(letter(offset, Long.toString(offset)));
        }
      }
      outcomes(ReplayMode.TO_TABLES, chosen.toArray(Letter[]::new));
    }

    private void rollBack(int choice) {
      List<Long> line =
          SnapshotUtil.ancestorIds(events.table().currentSnapshot(), events.table()::snapshot);
      long to = line.get(Math.floorMod(choice, line.size()));
      events.table().manageSnapshots().setCurrentSnapshot(to).commit();
    }

    /** A last record, so that the sink has to look at the table once more. */
    void endsWell() {
      topics.produce(FIRST, topics.end(FIRST));
      ingest();
      List<Outcome> outcomes =
          outcomes(
              ReplayMode.TO_TABLES,
              bad.stream()
                  .map(offset -> letter(offset, Long.toString(offset)))
                  .toArray(Letter[]::new));
      assertThat(outcomes)
          .allMatch(
              each -> each instanceof Outcome.Replayed || each instanceof Outcome.AlreadyThere);
      assertThat(events.ids())
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, topics.end(FIRST)).boxed().toList());
    }

    @Override
    public void close() {
      super.close();
    }
  }
}
