package dev.frazil.connect.row;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The plans of one table, compiled as schemas come along. Found by identity of the schema, and by
 * equality for converters that make a new schema object for each record. One thread.
 */
public final class RowPlans {
  private static final int MOST = 1_000;

  private final org.apache.iceberg.Schema table;
  private final RowOptions options;
  private final IgnoredFields ignored = new IgnoredFields();
  private final IdentityHashMap<@Nullable Schema, RowPlan> byIdentity = new IdentityHashMap<>();
  private final Map<@Nullable Schema, RowPlan> byEquality = new HashMap<>();
  private @Nullable Schema lastSchema;
  private @Nullable RowPlan lastPlan;

  public RowPlans(org.apache.iceberg.Schema table, RowOptions options) {
    this.table = table;
    this.options = options;
  }

  /** The plan for values of the schema; null stands for values without schema. */
  @SuppressWarnings("ReferenceEquality")
  public RowPlan of(@Nullable Schema schema) {
    RowPlan last = lastPlan;
    if (last != null && schema == lastSchema) {
      return last;
    }
    @Nullable RowPlan known = byIdentity.get(schema);
    RowPlan plan = known != null ? known : learn(schema);
    lastSchema = schema;
    lastPlan = plan;
    return plan;
  }

  /** How many fields were left out since the last call, for want of a column. */
  public long takeIgnoredFields() {
    return ignored.take();
  }

  private RowPlan learn(@Nullable Schema schema) {
    if (byIdentity.size() >= MOST) {
      byIdentity.clear();
      byEquality.clear();
    }
    RowPlan plan =
        byEquality.computeIfAbsent(
            schema, unknown -> RowPlan.compile(unknown, table, options, ignored));
    byIdentity.put(schema, plan);
    return plan;
  }
}
