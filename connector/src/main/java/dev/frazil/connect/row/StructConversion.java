package dev.frazil.connect.row;

import java.util.Map;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Structs and maps into struct columns. */
final class StructConversion implements Conversion {
  private final Types.StructType type;
  private final StructPlan plan;

  StructConversion(Types.StructType type, StructPlan plan) {
    this.type = type;
    this.plan = plan;
  }

  @Override
  public Object convert(Object value) {
    Row row = Row.nested(type);
    @Nullable Refusal refusal;
    if (value instanceof Struct struct && plan.hasSchema()) {
      refusal = plan.fill(struct, row);
    } else if (value instanceof Map<?, ?> map && !plan.hasSchema()) {
      refusal = plan.fill(map, row);
    } else {
      return Refused.wrongType(value, type);
    }
    return refusal == null ? row : refusal;
  }
}
