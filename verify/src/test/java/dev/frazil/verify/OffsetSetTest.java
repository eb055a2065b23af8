package dev.frazil.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.OffsetRange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OffsetSetTest {

  private static final long SECOND_PART = 1L << 32;

  /** Runs around the places where the set changes from one part to the next, and at both ends. */
  @Provide
  Arbitrary<List<OffsetRange>> runs() {
    Arbitrary<Long> near =
        Arbitraries.of(0L, 65_536L, SECOND_PART - 40, SECOND_PART, Long.MAX_VALUE - 200);
    Arbitrary<OffsetRange> run =
        Combinators.combine(
                near, Arbitraries.longs().between(0, 80), Arbitraries.integers().between(1, 60))
            .as((base, from, length) -> new OffsetRange(base + from, base + from + length));
    return run.list().ofMaxSize(12);
  }

  @Property
  void aRunIsRefusedIfAndOnlyIfAnOffsetWasThere(@ForAll("runs") List<OffsetRange> runs) {
    OffsetSet set = new OffsetSet();
    Set<Long> model = new HashSet<>();
    for (OffsetRange run : runs) {
      long expected = firstOf(run, model);
      assertThat(set.addRun(run.start(), run.end() - 1)).isEqualTo(expected);
      if (expected >= 0) {
        return;
      }
      addAll(run, model);
    }
    assertThat(set.size()).isEqualTo(model.size());
    for (OffsetRange run : runs) {
      OffsetRange wider = new OffsetRange(Math.max(0, run.start() - 5), run.end() + 5);
      assertThat(set.count(wider)).isEqualTo(countIn(wider, model));
      assertThat(set.firstAbsent(run)).isEqualTo(-1);
    }
  }

  @Property
  void whatTwoSetsHaveInCommonIsFound(
      @ForAll("runs") List<OffsetRange> ours, @ForAll("runs") List<OffsetRange> theirs) {
    Set<Long> modelOfOurs = new HashSet<>();
    Set<Long> modelOfTheirs = new HashSet<>();
    OffsetSet a = filled(ours, modelOfOurs);
    OffsetSet b = filled(theirs, modelOfTheirs);
    Set<Long> both = new HashSet<>(modelOfOurs);
    both.retainAll(modelOfTheirs);
    OffsetSet.Common common = a.commonWith(b);
    assertThat(common == null).isEqualTo(both.isEmpty());
    if (common != null) {
      assertThat(common.count()).isEqualTo(both.size());
      assertThat(common.first().start())
          .isEqualTo(both.stream().mapToLong(Long::longValue).min().orElseThrow());
      assertThat(both).contains(common.first().end() - 1).doesNotContain(common.first().end());
    }
    a.absorb(b);
    modelOfOurs.addAll(modelOfTheirs);
    assertThat(a.size()).isEqualTo(modelOfOurs.size());
  }

  @Test
  void theFirstAbsentOffsetIsFound() {
    OffsetSet set = new OffsetSet();
    set.addRun(SECOND_PART - 3, SECOND_PART + 3);
    assertThat(set.firstAbsent(new OffsetRange(SECOND_PART - 3, SECOND_PART + 5)))
        .isEqualTo(SECOND_PART + 4);
    assertThat(set.firstAbsent(new OffsetRange(7, 9))).isEqualTo(7);
  }

  /** The figures in docs/how-to-verify.md: bytes per row for a thousandth of a billion rows. */
  @Test
  void memoryIsAsTheDocumentSays() {
    assertThat(bytesPerRow(1)).isLessThan(0.001);
    assertThat(bytesPerRow(2)).isLessThan(0.26);
    assertThat(bytesPerRow(16)).isLessThan(2.1);
    assertThat(bytesPerRow(1000)).isLessThan(2.2);
  }

  private static double bytesPerRow(int everyNth) {
    OffsetSet all = new OffsetSet();
    int rows = 1_000_000;
    int perFile = 100_000;
    for (int file = 0; file < rows / perFile; file++) {
      OffsetSet ofFile = new OffsetSet();
      long start = (long) file * perFile * everyNth;
      if (everyNth == 1) {
        ofFile.addRun(start, start + perFile - 1);
      } else {
        for (int i = 0; i < perFile; i++) {
          ofFile.addRun(start + (long) i * everyNth, start + (long) i * everyNth);
        }
      }
      all.absorb(ofFile);
    }
    assertThat(all.size()).isEqualTo(rows);
    return (double) all.bytes() / rows;
  }

  private static OffsetSet filled(List<OffsetRange> runs, Set<Long> model) {
    OffsetSet set = new OffsetSet();
    for (OffsetRange run : runs) {
      if (firstOf(run, model) < 0) {
        assertThat(set.addRun(run.start(), run.end() - 1)).isEqualTo(-1);
        addAll(run, model);
      }
    }
    return set;
  }

  private static long firstOf(OffsetRange run, Set<Long> model) {
    for (long offset = run.start(); offset < run.end(); offset++) {
      if (model.contains(offset)) {
        return offset;
      }
    }
    return -1;
  }

  private static long countIn(OffsetRange range, Set<Long> model) {
    return model.stream().filter(range::contains).count();
  }

  private static void addAll(OffsetRange run, Set<Long> model) {
    for (long offset = run.start(); offset < run.end(); offset++) {
      model.add(offset);
    }
  }
}
