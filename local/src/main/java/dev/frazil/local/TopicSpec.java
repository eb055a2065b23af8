package dev.frazil.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic to create; its replication is the broker's default.
 *
 * @param config topic properties by Kafka's names, such as {@code retention.ms}
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> KEYS = List.of("name", "partitions", "config");

  public TopicSpec {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("Invalid topic name: " + name + " (expected some text)");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Invalid partitions of " + name + ": " + partitions + " (expected at least 1)");
    }
    config = Map.copyOf(config);
  }

  /** The topics that a file such as {@code config/topics.json} declares. */
  public static List<TopicSpec> load(Path file) {
    try {
      return list(JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new LocalStackException(
          "Cannot read topics from " + file + ": " + FileTrouble.reason(e), e);
    } catch (IllegalArgumentException e) {
      throw new LocalStackException("Cannot read topics from " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<TopicSpec> list(JsonNode document) {
    if (!document.isArray()) {
      throw new IllegalArgumentException(
          "Invalid list of topics (expected [{\"name\": ..., \"partitions\": ..., \"config\":"
              + " {...}}])");
    }
    List<TopicSpec> topics = new ArrayList<>();
    document.forEach(topic -> topics.add(of(topic)));
    return topics;
  }

  private static TopicSpec of(JsonNode topic) {
    topic
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                    "Invalid key of a topic: "
                        + key
                        + " (expected one of "
                        + String.join(", ", KEYS)
                        + ")");
              }
            });
    Map<String, String> config = new TreeMap<>();
    topic
        .path("config")
        .properties()
        .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
    return new TopicSpec(topic.path("name").asText(), topic.path("partitions").asInt(), config);
  }
}
