package dev.frazil.transforms.route;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A field of the value.
 *
 * @param names of the field, and of those it is in, from the outside in
 */
record FieldSource(List<String> names) implements RouteSource {
  private static final String VALUE = "$";

  FieldSource {
    names = List.copyOf(names);
  }

  @Override
  public @Nullable String text(ConnectRecord<?> record) {
    Object found = record.value();
    for (int i = 0; i < names.size(); i++) {
      found = member(found, names.get(i));
    }
    return RouteText.of(found);
  }

  @Override
  public Rejection absence(ConnectRecord<?> record) {
    Object found = record.value();
    if (found == null) {
      return new Rejection(RejectReason.NULL_VALUE, VALUE, "the value is null");
    }
    String path = VALUE;
    for (String name : names) {
      if (!(found instanceof Struct || found instanceof Map)) {
        return unroutable(
            path, "it is " + RouteText.typeOf(found) + " (expected a struct or a map)");
      }
      Object member = member(found, name);
      path = Rejection.child(path, name);
      if (member == null) {
        return unroutable(path, has(found, name) ? "it is null" : "it is missing");
      }
      found = member;
    }
    return unroutable(path, RouteText.objectionTo(found));
  }

  @Override
  public String path() {
    String path = VALUE;
    for (String name : names) {
      path = Rejection.child(path, name);
    }
    return path;
  }

  @Override
  public String toString() {
    return "field " + String.join(".", names);
  }

  private Rejection unroutable(String path, String why) {
    return new Rejection(RejectReason.UNROUTABLE, path, "Cannot route by " + this + ": " + why);
  }

  private static @Nullable Object member(@Nullable Object container, String name) {
    if (container instanceof Struct struct) {
      Field field = struct.schema().field(name);
      return field == null ? null : struct.get(field);
    }
    return container instanceof Map<?, ?> map ? member(map, name) : null;
  }

  /** A map that is sorted by keys of another type refuses to look for a text. */
  private static @Nullable Object member(Map<?, ?> map, String name) {
    try {
      return map.get(name);
    } catch (ClassCastException e) {
      return null;
    }
  }

  private static boolean has(Object container, String name) {
    return container instanceof Struct struct
        ? struct.schema().field(name) != null
        : container instanceof Map<?, ?> map && hasKey(map, name);
  }

  private static boolean hasKey(Map<?, ?> map, String name) {
    try {
      return map.containsKey(name);
    } catch (ClassCastException e) {
      return false;
    }
  }
}
