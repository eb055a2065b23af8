package dev.frazil.connect.config;

import dev.frazil.connect.row.KafkaColumns;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.UnknownFields;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * How a record becomes a row.
 *
 * @param options what happens to fields without a column, and whether rows say where they came from
 * @param nullValues what happens to a record without a value
 */
public record RowConfig(RowOptions options, NullValues nullValues) {

  static final String UNKNOWN_FIELDS = "iceberg.tables.unknown-fields";
  static final String NULL_VALUES = "iceberg.tables.null-values";
  static final String KAFKA_COLUMNS = "iceberg.tables.kafka-columns";

  static void define(ConfigDef definition) {
    new KeyGroup(definition, "Rows")
        .key(
            Key.text(
                UNKNOWN_FIELDS,
                Importance.MEDIUM,
                "Unknown fields",
                "What happens to a field that has no column in the table. ignore: it is counted and"
                    + " left out. reject: the record becomes a dead letter."),
            "ignore",
            OneOf.of("ignore", "reject"),
            List.of("ignore", "reject"))
        .key(
            Key.text(
                NULL_VALUES,
                Importance.LOW,
                "Null values",
                "What happens to a record whose value is null. reject: it becomes a dead letter."
                    + " ignore: it is counted and left out."),
            "reject",
            OneOf.of("reject", "ignore"),
            List.of("reject", "ignore"))
        .key(
            Key.flag(
                KAFKA_COLUMNS,
                Importance.LOW,
                "Kafka columns",
                "Whether rows say which record they came from. Tables that are created get the"
                    + " columns _kafka_topic_id, _kafka_topic, _kafka_partition and _kafka_offset,"
                    + " tables that have them get them filled. With them a query can show that"
                    + " nothing is lost or doubled."),
            true);
  }

  static RowConfig of(ParsedConfig config) {
    UnknownFields unknown = UnknownFields.of(config.text(UNKNOWN_FIELDS));
    KafkaColumns columns = config.flag(KAFKA_COLUMNS) ? KafkaColumns.ON : KafkaColumns.OFF;
    return new RowConfig(new RowOptions(unknown, columns), NullValues.of(config.text(NULL_VALUES)));
  }
}
