package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.DUPLICATE_KEY;
import static dev.frazil.transforms.reject.RejectReason.MISSING_REQUIRED_FIELD;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Maps into map columns. Keys are never null; values only where the column allows it. */
final class MapConversion implements Conversion {
  private final Types.MapType type;
  private final Conversion keys;
  private final Conversion values;

  MapConversion(Types.MapType type, Conversion keys, Conversion values) {
    this.type = type;
    this.keys = keys;
    this.values = values;
  }

  @Override
  public Object convert(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return Refused.wrongType(value, type);
    }
    Map<Object, @Nullable Object> converted = new LinkedHashMap<>(map.size() * 4 / 3 + 1);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      @Nullable Refusal refusal = convert(entry.getKey(), entry.getValue(), converted);
      if (refusal != null) {
        return refusal;
      }
    }
    return converted;
  }

  private @Nullable Refusal convert(
      @Nullable Object key, @Nullable Object value, Map<Object, @Nullable Object> into) {
    if (key == null) {
      return Refusal.here(MISSING_REQUIRED_FIELD, "Key of a map is null");
    }
    Object outKey = keys.convert(key);
    if (outKey instanceof Refusal refusal) {
      return refusal.inField(key.toString());
    } else if (value == null && type.isValueRequired()) {
      return Refusal.here(MISSING_REQUIRED_FIELD, "Required value is null").inField(key.toString());
    }
    @Nullable Object outValue = value == null ? null : values.convert(value);
    if (outValue instanceof Refusal refusal) {
      return refusal.inField(key.toString());
    }
    if (into.containsKey(outKey)) {
      return Refused.because(DUPLICATE_KEY, key, type.keyType(), "another key has the same value");
    }
    into.put(outKey, outValue);
    return null;
  }
}
