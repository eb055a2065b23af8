package dev.frazil.connect.write;

import static dev.frazil.transforms.reject.RejectReason.TABLE_REJECTED;

import dev.frazil.connect.row.Row;
import dev.frazil.transforms.reject.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row can be in a partition at all. Partition values are part of file names, and names
 * have limits; hours since 1970 are ints, and truncated numbers of the column's own type, which
 * Iceberg would let wrap, or could not write into a manifest.
 */
final class PartitionCheck {
  /** What file systems take between two slashes. */
  private static final int MAX_STEP = 255;

  /** What is left of an object's key of 1,024 bytes beside the table's location and the file. */
  private static final int MAX_PATH = 600;

  private static final long MICROS_PER_HOUR = 3_600_000_000L;

  private final PartitionSpec spec;
  private final int[] hours;
  private final List<Truncated> truncated;

  private PartitionCheck(PartitionSpec spec, int[] hours, List<Truncated> truncated) {
    this.spec = spec;
    this.hours = hours;
    this.truncated = List.copyOf(truncated);
  }

  static PartitionCheck of(PartitionSpec spec, Schema schema) {
    List<Integer> hours = new ArrayList<>();
    List<Truncated> truncated = new ArrayList<>();
    for (int i = 0; i < spec.fields().size(); i++) {
      PartitionField field = spec.fields().get(i);
      @Nullable NestedField source = schema.findField(field.sourceId());
      if (source != null && field.transform().toString().startsWith("truncate")) {
        truncated.add(new Truncated(i, schema.columns().indexOf(source), source.type()));
      }
      boolean byHour = field.transform().toString().equals("hour");
      if (byHour && source != null && source.type().typeId() == Type.TypeID.TIMESTAMP) {
        hours.add(schema.columns().indexOf(source));
      }
    }
    return new PartitionCheck(
        spec,
        hours.stream().mapToInt(Integer::intValue).filter(column -> column >= 0).toArray(),
        truncated);
  }

  /** Why the row's partition cannot be computed, or null. */
  @Nullable Rejection ofValues(Row row) {
    for (int column : hours) {
      long hour = Math.floorDiv(row.longAt(column), MICROS_PER_HOUR);
      if (!row.isNull(column) && hour != (int) hour) {
        return rejection("hour " + hour + " is out of range");
      }
    }
    return null;
  }

  /** Why the partition that was computed for the row is none, or null. */
  @Nullable Rejection ofKey(PartitionKey key, Row row) {
    for (Truncated each : truncated) {
      if (each.overflows(key, row)) {
        return rejection("truncated, its value is out of range for " + each.type);
      }
    }
    return null;
  }

  /** Why no file can be made for the partition, or null. */
  @Nullable Rejection ofName(PartitionKey key) {
    String path = spec.partitionToPath(key);
    int longest = 0;
    for (String step : path.split("/", -1)) {
      longest = Math.max(longest, step.length());
    }
    if (longest > MAX_STEP) {
      return tooLong(longest, MAX_STEP);
    }
    return path.length() > MAX_PATH ? tooLong(path.length(), MAX_PATH) : null;
  }

  private static Rejection tooLong(int length, int most) {
    return rejection("its name has " + length + " characters (expected at most " + most + ")");
  }

  private static Rejection rejection(String why) {
    return new Rejection(TABLE_REJECTED, "$", "Cannot place a row in a partition: " + why);
  }

  /** A partition value that is its column's, rounded down. */
  private record Truncated(int position, int column, Type type) {
    boolean overflows(PartitionKey key, Row row) {
      @Nullable Object value = key.get(position, Object.class);
      if (value instanceof BigDecimal decimal) {
        return decimal.precision() > ((Types.DecimalType) type).precision();
      }
      return value instanceof Number number
          && column >= 0
          && number.longValue() > row.longAt(column);
    }
  }
}
