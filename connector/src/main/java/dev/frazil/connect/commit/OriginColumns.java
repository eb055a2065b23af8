package dev.frazil.connect.commit;

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
record OriginColumns(
    NestedField topicId, NestedField topic, NestedField partition, NestedField offset) {

  /** The columns of that schema; null if one is absent or of another type. */
  static @Nullable OriginColumns of(Schema schema) {
    NestedField topicId = field(schema, "_kafka_topic_id", Types.StringType.get());
    NestedField topic = field(schema, "_kafka_topic", Types.StringType.get());
    NestedField partition = field(schema, "_kafka_partition", Types.IntegerType.get());
    NestedField offset = field(schema, "_kafka_offset", Types.LongType.get());
    return topicId == null || topic == null || partition == null || offset == null
        ? null
        : new OriginColumns(topicId, topic, partition, offset);
  }

  private static @Nullable NestedField field(Schema schema, String name, Type type) {
    NestedField field = schema.asStruct().field(name);
    return field != null && field.type().equals(type) ? field : null;
  }

  List<NestedField> all() {
    return List.of(topicId, topic, partition, offset);
  }

  /** Only these columns, in the order of {@link #all}. */
  Schema schema() {
    return new Schema(all());
  }
}
