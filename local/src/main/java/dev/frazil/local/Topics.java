package dev.frazil.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics of a broker. Safe for use by several threads; every call fails with {@link
 * LocalStackException} when the broker refuses it or does not answer within half a minute.
 */
public final class Topics implements AutoCloseable {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Comparator<TopicPartition> BY_NAME =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private final Admin admin;
  private final String bootstrapServers;

  private Topics(Admin admin, String bootstrapServers) {
    this.admin = admin;
    this.bootstrapServers = bootstrapServers;
  }

  public static Topics at(String bootstrapServers) {
    try {
      return new Topics(
          Admin.create(
              Map.of(
                  AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                  bootstrapServers,
                  AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                  (int) LONGEST_CALL.toMillis())),
          bootstrapServers);
    } catch (KafkaException e) {
      throw new LocalStackException(
          "Invalid Kafka brokers: "
              + bootstrapServers
              + " (expected HOST:PORT of hosts that exist)",
          e);
    }
  }

  /**
   * Creates the topics that are not there yet and says which; one that is there must have the
   * declared number of partitions. When this returns, records can be sent to all of them.
   */
  public List<String> create(Collection<TopicSpec> specs) {
    Map<String, Integer> present = partitions(specs);
    List<NewTopic> absent = new ArrayList<>();
    for (TopicSpec spec : specs) {
      Integer partitions = present.get(spec.name());
      if (partitions == null) {
        absent.add(
            new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
                .configs(spec.config()));
      } else if (partitions != spec.partitions()) {
        throw new LocalStackException(
            "Cannot create topic "
                + spec.name()
                + ": it exists with "
                + partitions
                + " partitions (expected "
                + spec.partitions()
                + ")");
      }
    }
    await("create topics", admin.createTopics(absent).all());
    List<String> created = absent.stream().map(NewTopic::name).toList();
    awaitLeaders(created);
    return created;
  }

  /** A topic that was just made may have no leaders yet, or not be known to every broker. */
  private void awaitLeaders(List<String> topics) {
    Deadline deadline = Deadline.in(LONGEST_CALL);
    while (!haveLeaders(topics)) {
      if (deadline.isOver()) {
        throw new LocalStackException(
            "Cannot create topics: no leaders for "
                + topics
                + " within "
                + LONGEST_CALL.toSeconds()
                + " s");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean haveLeaders(List<String> topics) {
    for (KafkaFuture<TopicDescription> answer :
        admin.describeTopics(topics).topicNameValues().values()) {
      try {
        TopicDescription topic = answer.get(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS);
        if (topic.partitions().stream().anyMatch(partition -> partition.leader() == null)) {
          return false;
        }
      } catch (ExecutionException | TimeoutException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LocalStackException("Cannot create topics: interrupted", e);
      }
    }
    return true;
  }

  /** All topics but the broker's own, sorted. */
  public List<String> list() {
    return List.copyOf(new TreeSet<>(await("list topics", admin.listTopics().names())));
  }

  /** For each partition the offset that the next record will get. */
  public Map<TopicPartition, Long> endOffsets(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> asked = new TreeMap<>(BY_NAME);
    for (TopicDescription topic : describe(topics).values()) {
      topic
          .partitions()
          .forEach(
              partition ->
                  asked.put(
                      new TopicPartition(topic.name(), partition.partition()),
                      OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new TreeMap<>(BY_NAME);
    Map<TopicPartition, ListOffsetsResultInfo> answer =
        await("read end offsets", admin.listOffsets(asked).all());
    answer.forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** What a consumer group has committed; partitions it never committed are absent. */
  public Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, OffsetAndMetadata> answer =
        await(
            "read offsets of " + group,
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> offsets = new TreeMap<>(BY_NAME);
    answer.forEach(
        (partition, offset) -> {
          if (offset != null) {
            offsets.put(partition, offset.offset());
          }
        });
    return offsets;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }

  private Map<String, Integer> partitions(Collection<TopicSpec> specs) {
    Collection<String> all = list();
    List<String> present = specs.stream().map(TopicSpec::name).filter(all::contains).toList();
    Map<String, Integer> partitions = new TreeMap<>();
    describe(present)
        .forEach((name, description) -> partitions.put(name, description.partitions().size()));
    return partitions;
  }

  private Map<String, TopicDescription> describe(Collection<String> topics) {
    return await(
        "describe topics " + String.join(", ", topics),
        admin.describeTopics(topics).allTopicNames());
  }

  private <T> T await(String what, KafkaFuture<T> future) {
    try {
      return future.get(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw unanswered(what, e);
      }
      throw new LocalStackException("Cannot " + what + ": " + cause.getMessage(), e);
    } catch (TimeoutException e) {
      throw unanswered(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Cannot " + what + ": interrupted", e);
    }
  }

  private LocalStackException unanswered(String what, Exception e) {
    return new LocalStackException(
        "Cannot %s: no answer from Kafka at %s within %d s"
            .formatted(what, bootstrapServers, LONGEST_CALL.toSeconds()),
        e);
  }
}
