package dev.frazil.connect;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.config.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the broker says of the topics that are read. Thread-safe. */
interface SourceTopics extends AutoCloseable {
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
    return new FromBroker(Admin.create(Map.copyOf(config.properties())), config.group());
  }

  /** The broker's answers. */
  final class FromBroker implements SourceTopics {
    private static final Logger LOG = LoggerFactory.getLogger(FromBroker.class);
    private static final long WAIT_SECONDS = 30;

    private final Admin admin;

    private final String group;

    private FromBroker(Admin admin, String group) {
      this.admin = admin;
      this.group = group;
    }

    @Override
    public String id(String topic) {
      TopicDescription description =
          answer(
              Objects.requireNonNull(
                  admin.describeTopics(List.of(topic)).topicNameValues().get(topic)),
              "the id of topic " + topic);
      return description.topicId().toString();
    }

    @Override
    public Map<String, String> ids(Set<String> topics) {
      Map<String, String> ids = new HashMap<>();
      admin
          .describeTopics(topics)
          .topicNameValues()
          .forEach(
              (topic, description) ->
                  idIfThere(topic, description).ifPresent(id -> ids.put(topic, id)));
      return ids;
    }

    private static Optional<String> idIfThere(String topic, Future<TopicDescription> description) {
      try {
        return Optional.of(answer(description, "the id of topic " + topic).topicId().toString());
      } catch (KafkaException e) {
        if (isBecauseOf(e, UnknownTopicOrPartitionException.class)) {
          return Optional.empty();
        }
        throw e;
      }
    }

    private static boolean isBecauseOf(KafkaException failure, Class<? extends Exception> cause) {
      return failure.getCause() instanceof ExecutionException
          && cause.isInstance(failure.getCause().getCause());
    }

    @Override
    public LogEnds ends(TopicPartition partition) {
      long start = offset(partition, OffsetSpec.earliest());
      return new LogEnds(start, offset(partition, OffsetSpec.latest()));
    }

    @Override
    public Map<TopicPartition, Long> starts(List<TopicPartition> partitions) {
      Map<TopicPartition, OffsetSpec> question = new HashMap<>();
      partitions.forEach(partition -> question.put(partition, OffsetSpec.earliest()));
      Map<TopicPartition, Long> starts = new HashMap<>();
      answer(admin.listOffsets(question).all(), "the first offsets of " + partitions)
          .forEach((partition, first) -> starts.put(partition, first.offset()));
      return starts;
    }

    private long offset(TopicPartition partition, OffsetSpec which) {
      return answer(
              admin.listOffsets(Map.of(partition, which)).partitionResult(partition),
              "the offsets of " + partition)
          .offset();
    }

    /** A group that may not be looked at is unknown: the sink does without. */
    @Override
    public GroupOffset groupOffset(TopicPartition partition) {
      try {
        Map<TopicPartition, OffsetAndMetadata> offsets =
            answer(
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                "the offsets of group " + group);
        OffsetAndMetadata committed = offsets.get(partition);
        return committed == null ? GroupOffset.NONE : GroupOffset.of(committed);
      } catch (KafkaException e) {
        if (isBecauseOf(e, AuthorizationException.class)) {
          LOG.debug("The offsets of group {} cannot be looked at", group, e);
          return GroupOffset.UNKNOWN;
        }
        throw e;
      }
    }

    private static <T> T answer(Future<T> question, String what) {
      try {
        return question.get(WAIT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new KafkaException("Cannot ask the broker for " + what, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException("Cannot ask the broker for " + what, e);
      }
    }

    @Override
    public void close() {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
