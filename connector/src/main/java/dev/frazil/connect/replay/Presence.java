package dev.frazil.connect.replay;

import dev.frazil.connect.table.LoadedTable;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks a table which of some records it has rows of. */
final class Presence {
  private Presence() {}

  /**
   * Those that the table lacks, each once, by stream and offset. Reads the rows of all files that
   * may have one of them.
   *
   * @throws org.apache.kafka.connect.errors.ConnectException when its rows do not say where they
   *     come from
   */
  static List<Candidate> lackedBy(LoadedTable table, List<Candidate> candidates) {
    Map<StreamKey, SortedMap<Long, Candidate>> streams = new TreeMap<>();
    for (Candidate each : candidates) {
      streams
          .computeIfAbsent(each.letter().stream(), key -> new TreeMap<>())
          .putIfAbsent(each.letter().offset(), each);
    }
    List<Candidate> lacking = new ArrayList<>();
    streams.forEach((key, wanted) -> lacking.addAll(lackedBy(table, key, wanted)));
    return lacking;
  }

  private static List<Candidate> lackedBy(
      LoadedTable table, StreamKey key, SortedMap<Long, Candidate> wanted) {
    long[] offsets = wanted.keySet().stream().mapToLong(Long::longValue).toArray();
    BitSet there = new BitSet(offsets.length);
    table.rowsIn(
        key,
        new OffsetRange(offsets[0], offsets[offsets.length - 1] + 1),
        offset -> {
          int place = Arrays.binarySearch(offsets, offset);
          if (place >= 0) {
            there.set(place);
          }
        });
    List<Candidate> lacking = new ArrayList<>();
    int place = 0;
    for (Candidate each : wanted.values()) {
      if (!there.get(place++)) {
        lacking.add(each);
      }
    }
    return lacking;
  }
}
