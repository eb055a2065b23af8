package dev.frazil.transforms.line;

import dev.frazil.transforms.contract.MicroTimestamp;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** How the text of a line is written as JSON for a column of a contract. */
enum ColumnKind {
  TEXT,
  /** A text that is a number is written as one; the contract rejects any other. */
  NUMBER,
  /** {@code true} and {@code false} are written as such; the contract rejects any other text. */
  BOOLEAN,
  /** A time gets an offset. */
  TIME;

  /** The kind of a column; null when no text can be a value of it. */
  static @Nullable ColumnKind of(Schema column) {
    if (MicroTimestamp.LOGICAL_NAME.equals(column.name())) {
      return TIME;
    } else if (Decimal.LOGICAL_NAME.equals(column.name())) {
      return NUMBER;
    } else if (column.name() != null) {
      return TEXT;
    }
    return switch (column.type()) {
      case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64 -> NUMBER;
      case BOOLEAN -> BOOLEAN;
      case STRING -> TEXT;
      case BYTES, ARRAY, MAP, STRUCT -> null;
    };
  }
}
