package dev.frazil.verify;

import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.StreamKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** The rows of one file, by the stream that they came from. One thread at a time. */
final class FileRows {

  private final Ledger ledger;
  private final Set<StreamKey> ofOtherLedgers;
  private final LiveFile file;
  private final Findings findings;
  private final Map<Place, StreamRows> streams = new HashMap<>();
  private @Nullable Binary topicId;
  private @Nullable Binary topic;
  private int partition = -1;
  private @Nullable StreamRows current;
  private long unplaced;
  private long ofOthers;
  private long hidden;
  private long read;

  /**
   * No rows yet.
   *
   * @param ofOtherLedgers streams that only other ledgers of the table hold
   */
  FileRows(Ledger ledger, Set<StreamKey> ofOtherLedgers, LiveFile file, Findings findings) {
    this.ledger = ledger;
    this.ofOtherLedgers = ofOtherLedgers;
    this.file = file;
    this.findings = findings;
  }

  /** Takes all rows of the batch but those that are deleted. */
  void add(RowBatch batch, PositionDeleteIndex deleted) {
    boolean hasDeletes = !deleted.isEmpty();
    for (int i = 0; i < batch.size(); i++) {
      if (hasDeletes && deleted.isDeleted(read + i)) {
        hidden++;
      } else if (batch.isUnplaced[i]) {
        unplaced++;
      } else {
        StreamRows stream = stream(batch.topicIds[i], batch.topics[i], batch.partitions[i]);
        if (stream != null) {
          stream.add(batch.offsets[i]);
        }
      }
    }
    read += batch.size();
  }

  private @Nullable StreamRows stream(
      @Nullable Binary rowTopicId, @Nullable Binary rowTopic, int rowPartition) {
    if (!isOfCurrent(rowTopicId, rowTopic, rowPartition)) {
      topicId = rowTopicId;
      topic = rowTopic;
      partition = rowPartition;
      current = lookUp(new Place(rowTopicId, rowTopic, rowPartition));
    }
    if (current == null) {
      ofOthers++;
    }
    return current;
  }

  /** Equal text is nearly always the same object; where it is not, the stream is looked up. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isOfCurrent(
      @Nullable Binary rowTopicId, @Nullable Binary rowTopic, int rowPartition) {
    return rowPartition == partition && rowTopic == topic && rowTopicId == topicId;
  }

  private @Nullable StreamRows lookUp(Place place) {
    StreamRows known = streams.get(place);
    if (known != null) {
      return known;
    }
    StreamKey key = place.key();
    if (key == null) {
      findings.add(
          ViolationKind.ROW_OF_UNKNOWN_STREAM,
          file.snapshotId(),
          null,
          null,
          file.location() + " has a row of " + place + ", which is no Kafka partition");
      return null;
    }
    if (ofOtherLedgers.contains(key)) {
      return null;
    }
    StreamRows rows = new StreamRows(key, ledger.entry(key), file, findings);
    streams.put(place, rows);
    return rows;
  }

  /** Whether one of these snapshots has added the file. */
  boolean isAddedBy(Set<Long> snapshots) {
    Long snapshotId = file.snapshotId();
    return snapshotId != null && snapshots.contains(snapshotId);
  }

  /** Ends what is open. */
  void end() {
    streams.values().forEach(StreamRows::endRun);
  }

  /** Rows that were read, deleted ones included. */
  long read() {
    return read;
  }

  /** Rows that a delete hides. */
  long hidden() {
    return hidden;
  }

  void hide(long rows) {
    hidden += rows;
    read += rows;
  }

  /** Rows that do not say where they came from. */
  long unplaced() {
    return unplaced;
  }

  /** Rows of streams that only other ledgers hold. */
  long ofOthers() {
    return ofOthers;
  }

  Collection<StreamRows> streams() {
    return streams.values();
  }

  /** A stream as a row names it. */
  private record Place(@Nullable Binary topicId, @Nullable Binary topic, int partition) {

    @Nullable StreamKey key() {
      String name = topic == null ? "" : topic.toStringUsingUTF8();
      String id = topicId == null ? "" : topicId.toStringUsingUTF8();
      return name.isEmpty() || partition < 0 ? null : new StreamKey(id, name, partition);
    }

    @Override
    public String toString() {
      return "topic '"
          + Objects.toString(topic == null ? null : topic.toStringUsingUTF8(), "")
          + "', partition "
          + partition;
    }
  }
}
