package dev.frazil.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A topic to create; its replication is the broker's default.
 *
 * @param config topic properties by Kafka's names, such as {@code retention.ms}
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {
  private static final ObjectMapper JSON = new ObjectMapper();

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
      return JSON.readValue(file.toFile(), new TypeReference<List<TopicSpec>>() {});
    } catch (IOException e) {
      throw new LocalStackException("Cannot read topics from " + file + ": " + e.getMessage(), e);
    }
  }
}
