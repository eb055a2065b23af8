package dev.frazil.tables.ledger;

import java.util.Comparator;

/** A topic as the ledger groups by it; ordered as {@link StreamKey} is. */
record TopicKey(String topicId, String topic) implements Comparable<TopicKey> {

  private static final Comparator<TopicKey> ORDER =
      Comparator.comparing(TopicKey::topic).thenComparing(TopicKey::topicId);

  static TopicKey of(StreamKey key) {
    return new TopicKey(key.topicId(), key.topic());
  }

  StreamKey stream(int partition) {
    return new StreamKey(topicId, topic, partition);
  }

  @Override
  public int compareTo(TopicKey other) {
    return ORDER.compare(this, other);
  }
}
