package dev.frazil.connect.assign;

import dev.frazil.connect.assign.TestingHistory.Fate;
import dev.frazil.connect.assign.TestingHistory.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class AssignedPartitionLawsTest {
  /**
   * Whatever happens in whatever order: ranges chain, each ledger tells the truth, counts add up,
   * the frontier passes nothing that is not durable, and in the end each record is there once.
   */
  @Property(tries = 20_000)
  void losesAndDoublesNothing(
      @ForAll("logs") List<Fate> log, @ForAll("histories") List<Step> steps) {
    TestingHistory history = new TestingHistory(log);
    steps.forEach(history::take);
    history.settle();
  }

  @Provide
  Arbitrary<List<Fate>> logs() {
    return Arbitraries.frequency(
            Tuple.of(4, Fate.VIEWS),
            Tuple.of(3, Fate.CLICKS),
            Tuple.of(2, Fate.DEAD_LETTER),
            Tuple.of(1, Fate.FILTERED))
        .list()
        .ofMinSize(1)
        .ofMaxSize(16);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Arbitraries.frequency(
            Tuple.of(8, Step.DELIVER),
            Tuple.of(1, Step.DELIVER_AND_HOLD),
            Tuple.of(4, Step.RELEASE),
            Tuple.of(2, Step.RELEASE_KNOWING_VIEWS),
            Tuple.of(3, Step.SEAL_VIEWS),
            Tuple.of(3, Step.SEAL_CLICKS),
            Tuple.of(3, Step.LAND_VIEWS),
            Tuple.of(3, Step.LAND_CLICKS),
            Tuple.of(1, Step.DISCARD),
            Tuple.of(1, Step.ANOTHER_OWNER_COMMITS_VIEWS),
            Tuple.of(1, Step.ANOTHER_OWNER_COMMITS_CLICKS),
            Tuple.of(2, Step.COMMIT_OFFSETS),
            Tuple.of(1, Step.UNASKED_REWIND),
            Tuple.of(1, Step.RESTART),
            Tuple.of(1, Step.LATE_CHUNK_LANDS))
        .list()
        .ofMaxSize(40);
  }
}
