package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.MISSING_REQUIRED_FIELD;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Arrays into list columns. */
final class ListConversion implements Conversion {
  private final Types.ListType type;
  private final Conversion elements;

  ListConversion(Types.ListType type, Conversion elements) {
    this.type = type;
    this.elements = elements;
  }

  @Override
  public Object convert(Object value) {
    if (!(value instanceof List<?> list)) {
      return Refused.wrongType(value, type);
    }
    List<@Nullable Object> converted = new ArrayList<>(list.size());
    for (@Nullable Object element : list) {
      if (element == null && type.isElementRequired()) {
        return Refusal.here(MISSING_REQUIRED_FIELD, "Required element is null")
            .inElement(converted.size());
      }
      @Nullable Object out = element == null ? null : elements.convert(element);
      if (out instanceof Refusal refusal) {
        return refusal.inElement(converted.size());
      }
      converted.add(out);
    }
    return converted;
  }
}
