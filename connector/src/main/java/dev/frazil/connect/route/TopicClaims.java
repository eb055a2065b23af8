package dev.frazil.connect.route;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Which topic came first to each table, for all tasks of a connector in this JVM. It counts where
 * the table itself does not name its topic. Names that differ by case only are one, as they are to
 * many catalogs. Thread-safe.
 */
public final class TopicClaims {
  private final Map<String, String> topics = new ConcurrentHashMap<>();
  private final Map<String, String> told = new ConcurrentHashMap<>();

  /** The topic that the table belongs to: this one, if it is the first. */
  public String claim(TableIdentifier table, String topic) {
    String first = topics.putIfAbsent(key(table), topic);
    return first == null ? topic : first;
  }

  /** The topic that came first, if it is another one. */
  @Nullable String rivalOf(TableIdentifier table, String topic) {
    String first = topics.get(key(table));
    return topic.equals(first) ? null : first;
  }

  /** The topic turns out not to have the table, whether it came first or not. */
  void release(TableIdentifier table, String topic) {
    topics.remove(key(table), topic);
  }

  /** Whether this was not told of the topic last. */
  boolean isNews(String topic, String message) {
    return !message.equals(told.put(topic, message));
  }

  private static String key(TableIdentifier table) {
    return table.toString().toLowerCase(Locale.ROOT);
  }
}
