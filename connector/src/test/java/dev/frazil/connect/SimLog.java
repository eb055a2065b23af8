package dev.frazil.connect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A partition of a topic from the topic's creation to its deletion, and what became of it. */
final class SimLog {
  private final TopicPartition name;
  private final String topicId;
  private final List<@Nullable SimRecord> records = new ArrayList<>();
  private final BitSet settled = new BitSet();
  private long start;
  private long operatorsOffset;

  SimLog(TopicPartition name, String topicId) {
    this.name = name;
    this.topicId = topicId;
  }

  TopicPartition name() {
    return name;
  }

  String topicId() {
    return topicId;
  }

  long start() {
    return start;
  }

  long end() {
    return records.size();
  }

  /** The offset after the last record that is still there; 0 when none is. */
  long endOfRecords() {
    long end = end();
    while (end > start && record(end - 1) == null) {
      end--;
    }
    return end == start ? 0 : end;
  }

  void add(SimRecord record) {
    if (record.fate() == SimRecord.Fate.LEFT_OUT) {
      settled.set(records.size());
    }
    records.add(record);
  }

  /** An offset without a record. */
  void skip() {
    settled.set(records.size());
    records.add(null);
  }

  @Nullable SimRecord record(long offset) {
    return records.get((int) offset);
  }

  /** Retention removes what is before the offset. */
  void expire(long before) {
    start = Math.max(start, before);
    settled.set(0, (int) start);
  }

  /** The newest records are gone, as after an unclean election. */
  void truncate(long newEnd) {
    records.subList((int) newEnd, records.size()).clear();
  }

  /** What was to become of the record has become of it, once at least. */
  void settle(long offset) {
    settled.set((int) offset);
  }

  boolean isSettled(long offset) {
    return settled.get((int) offset);
  }

  /** The least offset of which nothing has become yet. */
  long firstUnsettled() {
    return Math.max(operatorsOffset, settled.nextClearBit((int) operatorsOffset));
  }

  /** Somebody has told the group to go on from there. */
  void operatorMovedTo(long offset) {
    operatorsOffset = Math.max(operatorsOffset, offset);
  }

  long operatorsOffset() {
    return operatorsOffset;
  }

  String describe(long offset) {
    SimRecord record = offset < end() ? record(offset) : null;
    return record == null ? describe() + "@" + offset : record.describe();
  }

  String describe() {
    return name + " (" + topicId + ")";
  }
}
