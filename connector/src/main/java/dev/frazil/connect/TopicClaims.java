package dev.frazil.connect;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Which topic each table belongs to, for all tasks of a connector in this JVM: the first one that
 * asks. Names that differ by case only are one, as they are to many catalogs. Thread-safe.
 */
final class TopicClaims {
  private final Map<String, String> topics = new ConcurrentHashMap<>();

  /** The topic that the table belongs to: this one, if it is the first. */
  String claim(TableIdentifier table, String topic) {
    String first = topics.putIfAbsent(table.toString().toLowerCase(Locale.ROOT), topic);
    return first == null ? topic : first;
  }
}
