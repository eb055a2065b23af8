package dev.frazil.transforms.route;

import dev.frazil.transforms.reject.Rejection;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** What of a record decides where it goes. Immutable; never throws for a record. */
public sealed interface RouteSource permits FieldSource, HeaderSource, TopicSource {

  /** The text that decides; null when the record has none. */
  @Nullable String text(ConnectRecord<?> record);

  /** Why a record has no text. */
  Rejection absence(ConnectRecord<?> record);

  /** Where in the record the text stands, as {@link Rejection#path} says it. */
  String path();

  /** The source in words, such as {@code field type}. */
  @Override
  String toString();

  /**
   * A field of the value, which is a struct or a map.
   *
   * @param path its name; names of nested fields are separated by dots
   * @throws IllegalArgumentException if it is no such path
   */
  static RouteSource field(String path) {
    List<String> names = Arrays.asList(path.split("\\.", -1));
    if (names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "Invalid field: " + Shown.of(path) + " (expected names separated by dots)");
    }
    return new FieldSource(names);
  }

  /**
   * A header; where there are several of the name, the last.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  static RouteSource header(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Invalid header: " + Shown.of(name) + " (expected a name)");
    }
    return new HeaderSource(name);
  }

  /** The topic, as the transforms before have named it. */
  static RouteSource topic() {
    return TopicSource.TOPIC;
  }
}
