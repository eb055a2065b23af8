package dev.frazil.connect;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/**
 * Asks the broker which topic a name stands for now: a topic that is deleted and made again gets
 * another id. Thread-safe.
 */
interface TopicIds extends AutoCloseable {
  /** For connectors that do not say where the broker is: the id of every topic is unknown. */
  TopicIds UNKNOWN = topic -> "";

  /**
   * The id of the topic, or the empty string when it is unknown.
   *
   * @throws KafkaException when the broker gives no answer
   */
  String of(String topic);

  @Override
  default void close() {}

  /** Asks through Kafka's admin client, made with these client properties. */
  static TopicIds from(Map<String, String> clientProperties) {
    return new FromBroker(Admin.create(Map.copyOf(clientProperties)));
  }

  /** The broker's answer. */
  final class FromBroker implements TopicIds {
    private static final long WAIT_SECONDS = 30;

    private final Admin admin;

    private FromBroker(Admin admin) {
      this.admin = admin;
    }

    @Override
    public String of(String topic) {
      try {
        TopicDescription description =
            Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                .get(WAIT_SECONDS, TimeUnit.SECONDS);
        return description.topicId().toString();
      } catch (ExecutionException | TimeoutException e) {
        throw new KafkaException("Cannot ask the broker for the id of topic " + topic, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException("Cannot ask the broker for the id of topic " + topic, e);
      }
    }

    @Override
    public void close() {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
