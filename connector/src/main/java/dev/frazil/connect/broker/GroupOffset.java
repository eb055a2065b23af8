package dev.frazil.connect.broker;

import dev.frazil.tables.ledger.StreamKey;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Where the connector's group stands in a partition.
 *
 * @param known whether the broker was asked and answered
 * @param offset the one that is read next after a restart; none when the group has committed none
 * @param topicId of the topic that the offset is one of; empty when nobody has said it
 */
public record GroupOffset(boolean known, OptionalLong offset, String topicId) {
  /** Where nobody was asked. */
  public static final GroupOffset UNKNOWN = new GroupOffset(false, OptionalLong.empty(), "");

  /** Where the group has not been. */
  public static final GroupOffset NONE = new GroupOffset(true, OptionalLong.empty(), "");

  /** What stands before the topic's id in the metadata of a committed offset. */
  private static final String LABEL = "topic-id=";

  public static GroupOffset at(long offset) {
    return of(new OffsetAndMetadata(offset));
  }

  /** What the group has committed. */
  public static GroupOffset of(OffsetAndMetadata committed) {
    String metadata = committed.metadata();
    return new GroupOffset(
        true,
        OptionalLong.of(committed.offset()),
        metadata.startsWith(LABEL) ? metadata.substring(LABEL.length()) : "");
  }

  /**
   * What a group is to commit. The name of the topic may come to mean another one before the offset
   * is used: it says of which it is.
   */
  public static OffsetAndMetadata toCommit(long offset, String topicId) {
    return new OffsetAndMetadata(offset, topicId.isEmpty() ? "" : LABEL + topicId);
  }

  /**
   * What a task has committed for the stream: what lies before has become something. None where
   * nobody knows who has set the offset, which somebody may have done by hand, or for which topic.
   */
  public OptionalLong committedFor(StreamKey key) {
    return !topicId.isEmpty() && topicId.equals(key.topicId()) ? offset : OptionalLong.empty();
  }

  /** Whether the group is known to be past an offset. */
  public boolean isAfter(long position) {
    return offset.isPresent() && offset.getAsLong() > position;
  }

  /**
   * Whether Connect may have begun after an offset because of one of an earlier topic: the group's
   * offset goes with the topic, but Connect has asked for it before.
   */
  public boolean mayBeAfter(long position, StreamKey key) {
    return (isNone() || isAfter(position)) && !topicId.equals(key.topicId());
  }

  /** Whether the group is known to have committed nothing. */
  public boolean isNone() {
    return known && offset.isEmpty();
  }

  /** Whether the offset is one of an earlier topic of the name. */
  public boolean isOfAnotherTopic(StreamKey key) {
    return !topicId.isEmpty() && !key.topicId().isEmpty() && !topicId.equals(key.topicId());
  }
}
