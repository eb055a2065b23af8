package dev.frazil.connect;

import dev.frazil.connect.deadletter.RecordPlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;

/**
 * Dead letters that their table can never get, because its ledger has passed them: one sentence for
 * all of a partition, however many there are. Used by the task thread only.
 */
final class NotKept {
  private final Map<Cause, Extent> extents = new LinkedHashMap<>();

  /** Why the ledger has passed them. */
  enum Why {
    NOT_HELD("its ledger has a gap there, or begins after them"),
    HELD_WITHOUT_ROW(
        "its ledger holds them as sound records, which another connector of the same"
            + " iceberg.ledger-id may have said, or their rows were deleted");

    private final String clause;

    Why(String clause) {
      this.clause = clause;
    }
  }

  private record Cause(TopicPartition partition, TableIdentifier table, Why why) {
    String sentence(Extent extent) {
      return "Cannot keep dead letters of "
          + partition
          + " in table "
          + table
          + ": "
          + why.clause
          + " ("
          + extent
          + ")";
    }
  }

  private record Extent(long count, long first, long last) {
    Extent with(long offset) {
      return new Extent(count + 1, Math.min(first, offset), Math.max(last, offset));
    }

    @Override
    public String toString() {
      return count == 1 ? "offset " + first : count + " from offset " + first + " to " + last;
    }
  }

  /** Adds one. */
  void add(RecordPlace place, TableIdentifier table, Why why) {
    Cause cause = new Cause(place.partition(), table, why);
    Extent before = extents.get(cause);
    long offset = place.offset();
    extents.put(cause, before == null ? new Extent(1, offset, offset) : before.with(offset));
  }

  /** The sentences, in the order in which their first was added; it begins anew after that. */
  List<String> take() {
    List<String> sentences =
        extents.entrySet().stream()
            .map(entry -> entry.getKey().sentence(entry.getValue()))
            .toList();
    extents.clear();
    return sentences;
  }
}
