package dev.frazil.connect.row;

import java.util.Objects;

/** How values become rows. */
public record RowOptions(UnknownFields unknownFields, KafkaColumns kafkaColumns) {

  /** Unknown fields are ignored, Kafka columns are filled. */
  public static final RowOptions DEFAULTS = new RowOptions(UnknownFields.IGNORE, KafkaColumns.ON);

  /** A field without a column is refused, Kafka columns are filled. */
  public static final RowOptions WHOLE = new RowOptions(UnknownFields.REJECT, KafkaColumns.ON);

  public RowOptions {
    Objects.requireNonNull(unknownFields, "unknownFields");
    Objects.requireNonNull(kafkaColumns, "kafkaColumns");
  }
}
