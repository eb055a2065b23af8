package dev.frazil.local.spark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Spark's values in the forms that JSON knows. */
final class SqlValue {
  private SqlValue() {}

  /** The fields of a row in order. */
  static List<@Nullable Object> list(Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      values.add(of(row.get(i)));
    }
    return values;
  }

  private static @Nullable Object of(@Nullable Object value) {
    if (value == null
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof Double
        || value instanceof Float
        || value instanceof byte[]) {
      return value;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Row struct) {
      return named(struct);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      return keyed(CollectionConverters.asJava(map));
    }
    if (value instanceof Iterable<?> elements) {
      List<@Nullable Object> list = new ArrayList<>();
      CollectionConverters.asJava(elements).forEach(element -> list.add(of(element)));
      return list;
    }
    return value.toString();
  }

  private static Map<String, @Nullable Object> named(Row struct) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    List<@Nullable Object> values = list(struct);
    for (int i = 0; i < values.size(); i++) {
      fields.put(struct.schema().fieldNames()[i], values.get(i));
    }
    return fields;
  }

  private static Map<String, @Nullable Object> keyed(Map<?, ?> map) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    map.forEach((key, value) -> entries.put(String.valueOf(key), of(value)));
    return entries;
  }
}
