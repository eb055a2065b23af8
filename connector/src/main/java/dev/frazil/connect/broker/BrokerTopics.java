package dev.frazil.connect.broker;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.tables.ledger.StreamKey;
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
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the broker answers; every question is bounded in time. Thread-safe. */
final class BrokerTopics implements SourceTopics {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerTopics.class);
  private static final long WAIT_SECONDS = 30;
  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** For so long nobody waits again for a broker that was not soon. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Admin admin;
  private final String group;
  private volatile long silentUntil = System.nanoTime();

  BrokerTopics(Admin admin, String group) {
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
  public Optional<Map<StreamKey, LogEnds>> extents(Set<String> names) {
    long now = System.nanoTime();
    if (now - silentUntil < 0) {
      return Optional.of(Map.of());
    }
    long deadline = now + SOON_NANOS;
    try {
      Map<TopicPartition, StreamKey> keys = keys(names, deadline);
      ListOffsetsResult starts = admin.listOffsets(each(keys.keySet(), OffsetSpec.earliest()));
      ListOffsetsResult ends = admin.listOffsets(each(keys.keySet(), OffsetSpec.latest()));
      Map<StreamKey, LogEnds> extents = new HashMap<>();
      for (Map.Entry<TopicPartition, StreamKey> each : keys.entrySet()) {
        long start = soon(starts.partitionResult(each.getKey()), deadline).offset();
        long end = soon(ends.partitionResult(each.getKey()), deadline).offset();
        extents.put(each.getValue(), new LogEnds(start, end));
      }
      return Optional.of(extents);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("It is not known what {} have", names, e);
      silentUntil = System.nanoTime() + PAUSE_NANOS;
      return Optional.of(Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(Map.of());
    }
  }

  private Map<TopicPartition, StreamKey> keys(Set<String> names, long deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, StreamKey> keys = new HashMap<>();
    for (KafkaFuture<TopicDescription> answer :
        admin.describeTopics(names).topicNameValues().values()) {
      try {
        TopicDescription topic = soon(answer, deadline);
        for (TopicPartitionInfo info : topic.partitions()) {
          TopicPartition partition = new TopicPartition(topic.name(), info.partition());
          keys.put(
              partition, new StreamKey(topic.topicId().toString(), topic.name(), info.partition()));
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return keys;
  }

  private static Map<TopicPartition, OffsetSpec> each(
      Set<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    partitions.forEach(partition -> question.put(partition, which));
    return question;
  }

  private static <T> T soon(Future<T> answer, long deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  @Override
  public Map<TopicPartition, Long> starts(List<TopicPartition> partitions) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    answer(
            admin.listOffsets(each(Set.copyOf(partitions), OffsetSpec.earliest())).all(),
            "the first offsets of " + partitions)
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
