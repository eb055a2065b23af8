package dev.frazil.tables.ledger;

import java.util.Comparator;

/**
 * One Kafka partition, by its original coordinates.
 *
 * @param topicId the id that the broker gave to the topic, so that a recreated topic is another
 *     stream; empty when it is not known
 * @param topic the name of the topic as the record was read, whatever it was renamed to later
 * @param partition the number of the partition, from 0
 */
public record StreamKey(String topicId, String topic, int partition)
    implements Comparable<StreamKey> {

  private static final Comparator<StreamKey> ORDER =
      Comparator.comparing(StreamKey::topic)
          .thenComparing(StreamKey::topicId)
          .thenComparingInt(StreamKey::partition);

  public StreamKey {
    if (topic.isEmpty()) {
      throw new IllegalArgumentException("Invalid topic: empty (expected a name)");
    }
    if (partition < 0) {
      throw new IllegalArgumentException(
          "Invalid partition: " + partition + " (expected 0 or more)");
    }
  }

  /** Orders by topic, then topic id, then partition. */
  @Override
  public int compareTo(StreamKey other) {
    return ORDER.compare(this, other);
  }

  /** The usual short form, such as {@code events_views-2}; without the topic id. */
  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
