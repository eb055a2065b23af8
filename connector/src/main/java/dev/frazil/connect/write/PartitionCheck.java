package dev.frazil.connect.write;

import static dev.frazil.transforms.reject.RejectReason.TABLE_REJECTED;

import dev.frazil.connect.row.Row;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row can be in a partition at all. Partition values are part of file names, and names
 * have limits; and hours since 1970 are ints, which Iceberg would let wrap.
 */
final class PartitionCheck {
  /** What file systems take between two slashes. */
  private static final int MAX_STEP = 255;

  /** What is left of an object's key of 1,024 bytes beside the table's location and the file. */
  private static final int MAX_PATH = 600;

  private static final long MICROS_PER_HOUR = 3_600_000_000L;

  private final PartitionSpec spec;
  private final int[] hours;

  private PartitionCheck(PartitionSpec spec, int[] hours) {
    this.spec = spec;
    this.hours = hours;
  }

  static PartitionCheck of(PartitionSpec spec, Schema schema) {
    List<Integer> hours = new ArrayList<>();
    for (PartitionField field : spec.fields()) {
      @Nullable NestedField source = schema.findField(field.sourceId());
      boolean byHour = field.transform().toString().equals("hour");
      if (byHour && source != null && source.type().typeId() == Type.TypeID.TIMESTAMP) {
        hours.add(schema.columns().indexOf(source));
      }
    }
    return new PartitionCheck(
        spec, hours.stream().mapToInt(Integer::intValue).filter(column -> column >= 0).toArray());
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
}
