package dev.frazil.tables;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that say which Kafka record a row comes from.
 *
 * @param topicId the id of the topic; empty text when it was not known
 * @param topic the name of the topic
 * @param partition the number of the partition
 * @param offset the offset in it
 */
public record OriginColumns(
    NestedField topicId, NestedField topic, NestedField partition, NestedField offset) {
  public static final String TOPIC_ID = "_kafka_topic_id";
  public static final String TOPIC = "_kafka_topic";
  public static final String PARTITION = "_kafka_partition";
  public static final String OFFSET = "_kafka_offset";

  /** Of all of them, in their order. */
  public static final List<String> NAMES = List.of(TOPIC_ID, TOPIC, PARTITION, OFFSET);

  /** The columns of that schema; null if one is absent or of another type. */
  public static @Nullable OriginColumns of(Schema schema) {
    NestedField topicId = field(schema, TOPIC_ID);
    NestedField topic = field(schema, TOPIC);
    NestedField partition = field(schema, PARTITION);
    NestedField offset = field(schema, OFFSET);
    return topicId == null || topic == null || partition == null || offset == null
        ? null
        : new OriginColumns(topicId, topic, partition, offset);
  }

  private static @Nullable NestedField field(Schema schema, String name) {
    NestedField field = schema.asStruct().field(name);
    return field != null && field.type().equals(typeOf(name)) ? field : null;
  }

  /** The one type that the column of that name may have. */
  public static Type typeOf(String name) {
    return switch (name) {
      case TOPIC_ID, TOPIC -> Types.StringType.get();
      case PARTITION -> Types.IntegerType.get();
      case OFFSET -> Types.LongType.get();
      default -> throw new IllegalArgumentException("Invalid Kafka column: " + name);
    };
  }

  /** All of them, in the order of {@link #NAMES}. */
  public List<NestedField> all() {
    return List.of(topicId, topic, partition, offset);
  }

  /** Only these columns, in the order of {@link #NAMES}. */
  public Schema schema() {
    return new Schema(all());
  }
}
