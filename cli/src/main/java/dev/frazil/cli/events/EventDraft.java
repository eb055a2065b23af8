package dev.frazil.cli.events;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event in the making: field names and their values as JSON text, in the order in which they are
 * written.
 */
final class EventDraft {
  private final MovieTopic topic;
  private final Map<String, String> fields = new LinkedHashMap<>();

  EventDraft(MovieTopic topic) {
    this.topic = topic;
  }

  MovieTopic topic() {
    return topic;
  }

  /** Sets a field to a value that is JSON already. */
  EventDraft json(String name, String json) {
    fields.put(name, json);
    return this;
  }

  EventDraft text(String name, String text) {
    return json(name, quoted(text));
  }

  EventDraft number(String name, long number) {
    return json(name, Long.toString(number));
  }

  EventDraft without(String name) {
    fields.remove(name);
    return this;
  }

  /** The whole event as JSON text. */
  String json() {
    StringBuilder text = new StringBuilder(256);
    char separator = '{';
    for (Map.Entry<String, String> field : fields.entrySet()) {
      text.append(separator)
          .append('"')
          .append(field.getKey())
          .append("\":")
          .append(field.getValue());
      separator = ',';
    }
    return text.append('}').toString();
  }

  byte[] utf8() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        default -> json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
