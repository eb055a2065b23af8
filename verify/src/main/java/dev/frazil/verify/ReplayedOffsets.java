package dev.frazil.verify;

import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** All offsets that snapshots say they replayed, each once. */
final class ReplayedOffsets {

  private final Map<StreamKey, NavigableMap<Long, OffsetRange>> runs = new HashMap<>();

  ReplayedOffsets(List<ReplayClaim> replays) {
    Map<StreamKey, List<OffsetRange>> all = new HashMap<>();
    for (ReplayClaim replay : replays) {
      all.computeIfAbsent(replay.rows().key(), key -> new ArrayList<>())
          .addAll(replay.rows().offsets());
    }
    all.forEach((key, ranges) -> runs.put(key, merged(ranges)));
  }

  /** What is in two of them, because it was replayed, deleted and replayed again, counts once. */
  private static NavigableMap<Long, OffsetRange> merged(List<OffsetRange> ranges) {
    ranges.sort(Comparator.comparingLong(OffsetRange::start));
    NavigableMap<Long, OffsetRange> merged = new TreeMap<>();
    for (OffsetRange range : ranges) {
      Map.Entry<Long, OffsetRange> last = merged.lastEntry();
      if (last != null && range.start() <= last.getValue().end()) {
        merged.put(last.getKey(), last.getValue().spanning(range));
      } else {
        merged.put(range.start(), range);
      }
    }
    return merged;
  }

  /** The sum of a number over the replayed offsets of a range, run by run. */
  long sumIn(StreamKey key, OffsetRange range, ToLongFunction<OffsetRange> number) {
    NavigableMap<Long, OffsetRange> ofKey = runs.get(key);
    if (ofKey == null) {
      return 0;
    }
    Long first = ofKey.floorKey(range.start());
    return ofKey
        .subMap(first == null ? range.start() : first, true, range.end(), false)
        .values()
        .stream()
        .filter(range::overlaps)
        .mapToLong(run -> number.applyAsLong(within(run, range)))
        .sum();
  }

  private static OffsetRange within(OffsetRange run, OffsetRange range) {
    return new OffsetRange(Math.max(run.start(), range.start()), Math.min(run.end(), range.end()));
  }

  /** Each run of offsets that follow each other. */
  void forEach(RunConsumer consumer) {
    runs.forEach((key, ofKey) -> ofKey.values().forEach(run -> consumer.accept(key, run)));
  }

  /** Takes a run of one stream. */
  interface RunConsumer {
    void accept(StreamKey key, OffsetRange run);
  }
}
