package dev.frazil.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Names the table of a topic, such as {@code silver.${topic}} or {@code bronze.bronze_${topic}}.
 * The topic stands in the last level only, and every character of it outside {@code A-Z a-z 0-9 _}
 * becomes {@code _}, so that no topic leads out of the namespace. Immutable.
 */
public final class TopicTemplate {

  private static final String TOPIC = "${topic}";
  private static final String EXPECTED =
      " (expected namespace.table with ${topic} once in the last level, such as silver.${topic})";
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_]");

  private final Namespace namespace;
  private final String beforeTopic;
  private final String afterTopic;

  private TopicTemplate(Namespace namespace, String beforeTopic, String afterTopic) {
    this.namespace = namespace;
    this.beforeTopic = beforeTopic;
    this.afterTopic = afterTopic;
  }

  /**
   * The template that {@code text} stands for.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TopicTemplate parse(String text) {
    int topic = text.indexOf(TOPIC);
    if (topic < 0 || text.indexOf(TOPIC, topic + 1) >= 0) {
      throw invalid(text);
    }
    String afterTopic = text.substring(topic + TOPIC.length());
    int dot = text.lastIndexOf('.', topic);
    if (dot < 0 || afterTopic.contains(".")) {
      throw invalid(text);
    }
    String beforeTopic = text.substring(dot + 1, topic);
    try {
      Namespace namespace =
          TableName.parse(text.substring(0, dot + 1) + beforeTopic + "t" + afterTopic).namespace();
      return new TopicTemplate(namespace, beforeTopic, afterTopic);
    } catch (IllegalArgumentException e) {
      throw invalid(text);
    }
  }

  /**
   * The table of {@code topic}.
   *
   * @throws IllegalArgumentException if the name of the table would be longer than 255 characters,
   *     or the topic is empty
   */
  public TableIdentifier tableFor(String topic) {
    String name = beforeTopic + UNSAFE.matcher(topic).replaceAll("_") + afterTopic;
    if (topic.isEmpty() || name.length() > TableName.MAX_LEVEL_LENGTH) {
      throw new IllegalArgumentException(
          "Invalid topic: "
              + Shown.of(topic)
              + " (expected 1 to "
              + (TableName.MAX_LEVEL_LENGTH - beforeTopic.length() - afterTopic.length())
              + " characters, to name a table of "
              + this
              + ")");
    }
    return TableIdentifier.of(namespace, name);
  }

  /** The namespace that all its tables are in. */
  public Namespace namespace() {
    return namespace;
  }

  /**
   * Which of {@code topics} would meet on one table, in alphabetical order; each topic is compared
   * with the first one of its table.
   *
   * @throws IllegalArgumentException if {@link #tableFor} has no table for one of them
   */
  public List<TopicCollision> collisions(Collection<String> topics) {
    Map<String, String> firstByTable = new TreeMap<>();
    List<TopicCollision> collisions = new ArrayList<>();
    for (String topic : new TreeSet<>(topics)) {
      TableIdentifier table = tableFor(topic);
      String first = firstByTable.putIfAbsent(table.name().toLowerCase(Locale.ROOT), topic);
      if (first != null) {
        collisions.add(new TopicCollision(first, tableFor(first), topic, table));
      }
    }
    return collisions;
  }

  /** The text of the template. */
  @Override
  public String toString() {
    return namespace + "." + beforeTopic + TOPIC + afterTopic;
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("Invalid topic template: " + Shown.of(text) + EXPECTED);
  }
}
