package dev.frazil.connect.config;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * How the tasks ask the brokers for topic ids.
 *
 * @param properties for Kafka's admin client; empty when no brokers are named, then topics are
 *     known by name only
 * @param group the consumer group of the connector
 */
public record KafkaConfig(Map<String, String> properties, String group) {

  static final String PREFIX = "iceberg.kafka.";
  static final String BOOTSTRAP_SERVERS = PREFIX + "bootstrap.servers";

  public KafkaConfig {
    properties = Map.copyOf(properties);
  }

  /** Whether topic ids can be asked for, so that a recreated topic is seen as a new one. */
  public boolean knowsTopicIds() {
    return !properties.isEmpty();
  }

  static void define(ConfigDef definition) {
    new KeyGroup(definition, "Kafka")
        .key(
            Key.text(
                BOOTSTRAP_SERVERS,
                Importance.MEDIUM,
                "Kafka brokers",
                "host:port of brokers, separated by commas, to ask for the ids of topics. With it a"
                    + " topic that was deleted and created again is read as a new topic; without it"
                    + " the task stops when it notices. Security settings follow as iceberg.kafka.*"
                    + " under the names of Kafka's admin client."),
            null);
  }

  static KafkaConfig of(ParsedConfig config) {
    String group =
        config
            .given("consumer.override.group.id")
            .orElseGet(() -> "connect-" + config.given("name").orElse(""));
    if (config.given(BOOTSTRAP_SERVERS).isEmpty()) {
      return new KafkaConfig(Map.of(), group);
    }
    return new KafkaConfig(
        config.withPrefix(PREFIX).entrySet().stream()
            .filter(entry -> !isOfOtherClients(entry.getKey()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)),
        group);
  }

  /** Whether only a consumer or producer knows the setting. */
  static boolean isOfOtherClients(String name) {
    Set<String> admin = AdminClientConfig.configNames();
    return !admin.contains(name)
        && (ConsumerConfig.configNames().contains(name)
            || ProducerConfig.configNames().contains(name));
  }
}
