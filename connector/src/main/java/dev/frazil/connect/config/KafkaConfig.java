package dev.frazil.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigValue;

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

  /** Host names, IPv4 and bracketed IPv6 addresses, after the name of a listener or not. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[A-Za-z0-9_]+://)?(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+]):([1-9][0-9]{0,4})");

  private static final int LAST_PORT = 65_535;

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

  /** The brokers' addresses and the settings of the admin client can be used. */
  static List<ConfigProblem> problems(Map<String, String> config) {
    Map<String, String> properties = clientProperties(config);
    if (properties.isEmpty()) {
      return List.of();
    }
    List<ConfigProblem> problems = new ArrayList<>();
    for (String address : GivenList.of(config, BOOTSTRAP_SERVERS)) {
      if (!isAddress(address)) {
        problems.add(
            new ConfigProblem(
                BOOTSTRAP_SERVERS,
                "Invalid broker: " + address + " (expected host:port, such as kafka-1:9092)"));
      }
    }
    for (ConfigValue value : AdminClientConfig.configDef().validate(properties)) {
      value.errorMessages().stream()
          .findFirst()
          .ifPresent(message -> problems.add(new ConfigProblem(PREFIX + value.name(), message)));
    }
    return problems;
  }

  private static boolean isAddress(String address) {
    Matcher matcher = ADDRESS.matcher(address);
    return matcher.matches() && Integer.parseInt(matcher.group(1)) <= LAST_PORT;
  }

  static KafkaConfig of(ParsedConfig config) {
    String group =
        config
            .given("consumer.override.group.id")
            .orElseGet(() -> "connect-" + config.given("name").orElse(""));
    return new KafkaConfig(clientProperties(config.given()), group);
  }

  private static Map<String, String> clientProperties(Map<String, String> config) {
    if (GivenList.of(config, BOOTSTRAP_SERVERS).isEmpty()) {
      return Map.of();
    }
    return ParsedConfig.withPrefix(config, PREFIX).entrySet().stream()
        .filter(entry -> !isOfOtherClients(entry.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether only a consumer or producer knows the setting. */
  static boolean isOfOtherClients(String name) {
    Set<String> admin = AdminClientConfig.configNames();
    return !admin.contains(name)
        && (ConsumerConfig.configNames().contains(name)
            || ProducerConfig.configNames().contains(name));
  }
}
