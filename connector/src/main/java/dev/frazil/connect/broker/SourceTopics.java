package dev.frazil.connect.broker;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.config.KafkaConfig;
import dev.frazil.tables.ledger.StreamKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What the broker says of the topics that are read. Thread-safe. */
public interface SourceTopics extends AutoCloseable {
  /** For connectors that do not say where the broker is. */
  SourceTopics UNKNOWN =
      new SourceTopics() {
        @Override
        public String id(String topic) {
          return "";
        }

        @Override
        public LogEnds ends(TopicPartition partition) {
          return LogEnds.UNKNOWN;
        }
      };

  /**
   * The id of the topic of that name, which is another one once a topic was deleted and made again;
   * the empty string when it is unknown.
   *
   * @throws KafkaException when the broker gives no answer
   */
  String id(String topic);

  /**
   * The id of each of these topics, without those that are not there.
   *
   * @throws KafkaException when the broker gives no answer
   */
  default Map<String, String> ids(Set<String> topics) {
    Map<String, String> ids = new HashMap<>();
    topics.forEach(topic -> ids.put(topic, id(topic)));
    return ids;
  }

  /**
   * Which offsets the partition has now.
   *
   * @throws KafkaException when the broker gives no answer
   */
  LogEnds ends(TopicPartition partition);

  /**
   * The first offset that each partition still has, -1 where it is unknown.
   *
   * @throws KafkaException when the broker gives no answer
   */
  default Map<TopicPartition, Long> starts(List<TopicPartition> partitions) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    partitions.forEach(partition -> starts.put(partition, ends(partition).start()));
    return starts;
  }

  /**
   * What all partitions of these topics have, without topics that are not there, and without any
   * when the broker does not say soon; nothing at all where there is no broker to ask. Never
   * throws.
   */
  default Optional<Map<StreamKey, LogEnds>> extents(Set<String> names) {
    return Optional.empty();
  }

  /**
   * Where the connector's group stands in the partition.
   *
   * @throws KafkaException when the broker gives no answer
   */
  default GroupOffset groupOffset(TopicPartition partition) {
    return GroupOffset.UNKNOWN;
  }

  @Override
  default void close() {}

  /** Asks through Kafka's admin client, if the configuration says where the broker is. */
  static SourceTopics of(KafkaConfig config) {
    if (!config.knowsTopicIds()) {
      return UNKNOWN;
    }
    return new BrokerTopics(Admin.create(Map.copyOf(config.properties())), config.group());
  }
}
