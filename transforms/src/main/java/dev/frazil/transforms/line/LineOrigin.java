package dev.frazil.transforms.line;

/**
 * The place of a line in Kafka, which is what makes it the line that it is.
 *
 * @param topic that it was read from
 * @param partition of the topic
 * @param offset in the partition
 * @param timestampMs of the record, in milliseconds since the epoch; {@link #NO_TIMESTAMP} when it
 *     has none
 */
public record LineOrigin(String topic, int partition, long offset, long timestampMs) {
  /** What Kafka has in place of a timestamp that is none. */
  public static final long NO_TIMESTAMP = -1;

  public LineOrigin {
    if (topic.isEmpty() || partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "Invalid origin: " + topic + '-' + partition + '@' + offset + " (expected a record)");
    }
  }

  /** Such as {@code movie_log-2@1789/1761401000000}; different for different origins. */
  String name() {
    return topic + '-' + partition + '@' + offset + '/' + timestampMs;
  }
}
