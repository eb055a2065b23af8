package dev.frazil.connect.row;

import java.util.List;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** The columns that say which Kafka record a row came from. */
public enum KafkaColumns {
  /** Tables we create get them; tables that have them get them filled. */
  ON,
  /** Columns of these names are columns like any other. */
  OFF;

  static final String TOPIC_ID = "_kafka_topic_id";
  static final String TOPIC = "_kafka_topic";
  static final String PARTITION = "_kafka_partition";
  static final String OFFSET = "_kafka_offset";

  private static final List<String> NAMES = List.of(TOPIC_ID, TOPIC, PARTITION, OFFSET);

  boolean claims(String column) {
    return this == ON && NAMES.contains(column);
  }

  static List<String> names() {
    return NAMES;
  }

  /** The one type that the column of that name may have. */
  static Type typeOf(String name) {
    return switch (name) {
      case TOPIC_ID, TOPIC -> Types.StringType.get();
      case PARTITION -> Types.IntegerType.get();
      case OFFSET -> Types.LongType.get();
      default -> throw new IllegalArgumentException("Invalid Kafka column: " + name);
    };
  }

  static String documentationOf(String name) {
    return switch (name) {
      case TOPIC_ID -> "Id of the Kafka topic, empty when it was not known";
      case TOPIC -> "Kafka topic the row came from";
      case PARTITION -> "Kafka partition the row came from";
      case OFFSET -> "Kafka offset the row came from";
      default -> throw new IllegalArgumentException("Invalid Kafka column: " + name);
    };
  }

  static int positionIn(Types.StructType table, String name) {
    @Nullable NestedField field = table.field(name);
    return field == null || !field.type().equals(typeOf(name)) ? -1 : table.fields().indexOf(field);
  }
}
