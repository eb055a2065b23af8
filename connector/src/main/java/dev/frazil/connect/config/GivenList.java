package dev.frazil.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A list as Connect writes it: items separated by commas, space around them ignored. */
final class GivenList {

  private GivenList() {}

  /** The items of a key that may be absent, without empty ones. */
  static List<String> of(Map<String, String> config, String key) {
    List<String> items = new ArrayList<>();
    for (String item : config.getOrDefault(key, "").split(",", -1)) {
      if (!item.isBlank()) {
        items.add(item.trim());
      }
    }
    return items;
  }
}
