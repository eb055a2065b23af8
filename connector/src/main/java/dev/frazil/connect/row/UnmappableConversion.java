package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.TABLE_REJECTED;

import org.apache.iceberg.types.Type;
import org.apache.kafka.connect.data.Schema;

/** Refuses every value: the type of the field and the type of the column have no common values. */
final class UnmappableConversion implements Conversion {
  private final String detail;

  private UnmappableConversion(String detail) {
    this.detail = detail;
  }

  static UnmappableConversion between(Schema source, Type target) {
    String name = source.name() == null ? "" : " (" + source.name() + ")";
    return new UnmappableConversion(
        "Cannot write a field of type " + source.type() + name + " as " + target);
  }

  static UnmappableConversion to(Type target) {
    return new UnmappableConversion("Cannot write a column of type " + target + ": not supported");
  }

  @Override
  public Object convert(Object value) {
    return Refusal.here(TABLE_REJECTED, detail);
  }
}
