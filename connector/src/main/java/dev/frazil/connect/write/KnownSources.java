package dev.frazil.connect.write;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.Slot;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the source values of one partition, so that most rows are recognised without
 * computing their partition. For a transform that keeps order, such as day, all that lies between
 * two values of the partition is in the partition too.
 */
final class KnownSources {

  /** The known values of one column. */
  private interface Known {
    boolean covers(Row row);

    void learn(Row row);
  }

  private final Known[] columns;

  private KnownSources(Known[] columns) {
    this.columns = columns;
  }

  static KnownSources of(PartitionSpec spec, Schema schema) {
    List<PartitionField> fields = spec.fields();
    Known[] columns = new Known[fields.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = known(fields.get(i), schema);
    }
    return new KnownSources(columns);
  }

  private static Known known(PartitionField partition, Schema schema) {
    @Nullable NestedField source = schema.findField(partition.sourceId());
    int column = source == null ? -1 : schema.columns().indexOf(source);
    if (partition.transform().isVoid()) {
      return new AlwaysCovered();
    } else if (source == null || column < 0) {
      return new NeverCovered();
    }
    return switch (Slot.of(source.type())) {
      case INT, LONG -> new Longs(column, partition.transform().preservesOrder());
      case BOOLEAN, FLOAT, DOUBLE -> new Longs(column, false);
      case TEXT -> new Text(column);
      case OBJECT -> new NeverCovered();
    };
  }

  /** Whether the row is sure to be of the partition. */
  boolean cover(Row row) {
    for (Known column : columns) {
      if (!column.covers(row)) {
        return false;
      }
    }
    return true;
  }

  /** Takes note of a row of the partition. */
  void learn(Row row) {
    for (Known column : columns) {
      column.learn(row);
    }
  }

  /** A source that does not matter. */
  private static final class AlwaysCovered implements Known {
    @Override
    public boolean covers(Row row) {
      return true;
    }

    @Override
    public void learn(Row row) {}
  }

  /** A source of which nothing is remembered. */
  private static final class NeverCovered implements Known {
    @Override
    public boolean covers(Row row) {
      return false;
    }

    @Override
    public void learn(Row row) {}
  }

  /** A range of longs, or the last one, or null. */
  private static final class Longs implements Known {
    private final int column;
    private final boolean ordered;
    private boolean isNull;
    private long low = Long.MAX_VALUE;
    private long high = Long.MIN_VALUE;

    Longs(int column, boolean ordered) {
      this.column = column;
      this.ordered = ordered;
    }

    @Override
    public boolean covers(Row row) {
      if (row.isNull(column)) {
        return isNull;
      }
      long value = row.longAt(column);
      return low <= value && value <= high;
    }

    @Override
    public void learn(Row row) {
      if (row.isNull(column)) {
        isNull = true;
        return;
      }
      long value = row.longAt(column);
      low = ordered ? Math.min(low, value) : value;
      high = ordered ? Math.max(high, value) : value;
    }
  }

  /** The last text, or null. */
  private static final class Text implements Known {
    private final int column;
    private boolean isNull;
    private byte @Nullable [] last;

    Text(int column) {
      this.column = column;
    }

    @Override
    public boolean covers(Row row) {
      if (row.isNull(column) || last == null) {
        return row.isNull(column) && isNull;
      }
      int from = row.utf8Offset(column);
      int to = from + row.utf8Length(column);
      return Arrays.equals(row.utf8Bytes(column), from, to, last, 0, last.length);
    }

    @Override
    public void learn(Row row) {
      if (row.isNull(column)) {
        isNull = true;
        return;
      }
      int from = row.utf8Offset(column);
      last = Arrays.copyOfRange(row.utf8Bytes(column), from, from + row.utf8Length(column));
    }
  }
}
