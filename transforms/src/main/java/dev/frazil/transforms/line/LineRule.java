package dev.frazil.transforms.line;

import com.google.re2j.Pattern;
import java.time.ZoneId;
import java.util.List;

/**
 * One kind of line.
 *
 * @param eventType of the events that are made of them
 * @param pattern that the whole line matches
 * @param zone of times that name none
 * @param mappings the fields in their order; none is there twice
 * @param path of the rule in the document
 */
record LineRule(
    String eventType, Pattern pattern, ZoneId zone, List<FieldMapping> mappings, String path) {
  LineRule {
    mappings = List.copyOf(mappings);
  }
}
