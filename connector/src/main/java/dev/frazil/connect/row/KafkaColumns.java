package dev.frazil.connect.row;

import dev.frazil.tables.OriginColumns;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The columns that say which Kafka record a row came from. */
public enum KafkaColumns {
  /** Tables we create get them; tables that have them get them filled. */
  ON,
  /** Columns of these names are columns like any other. */
  OFF;

  boolean claims(String column) {
    return this == ON && OriginColumns.NAMES.contains(column);
  }

  /** Whether a field of a value says what such a column says, as {@code WrapRaw} makes them. */
  boolean standsFor(Field field) {
    return claims(field.name())
        && field.schema().name() == null
        && field.schema().type()
            == switch (field.name()) {
              case OriginColumns.PARTITION -> Schema.Type.INT32;
              case OriginColumns.OFFSET -> Schema.Type.INT64;
              default -> Schema.Type.STRING;
            };
  }

  static String documentationOf(String name) {
    return switch (name) {
      case OriginColumns.TOPIC_ID -> "Id of the Kafka topic, empty when it was not known";
      case OriginColumns.TOPIC -> "Kafka topic the row came from";
      case OriginColumns.PARTITION -> "Kafka partition the row came from";
      case OriginColumns.OFFSET -> "Kafka offset the row came from";
      default -> throw new IllegalArgumentException("Invalid Kafka column: " + name);
    };
  }

  static int positionIn(Types.StructType table, String name) {
    @Nullable NestedField field = table.field(name);
    return field == null || !field.type().equals(OriginColumns.typeOf(name))
        ? -1
        : table.fields().indexOf(field);
  }
}
