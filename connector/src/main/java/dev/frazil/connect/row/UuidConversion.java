package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.INVALID_UUID;

import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.iceberg.types.Types;

/** Text in the one form of 36 characters, in either case, into uuid columns. */
final class UuidConversion implements Conversion {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Override
  public Object convert(Object value) {
    if (value instanceof String text) {
      return FORM.matcher(text).matches()
          ? UUID.fromString(text)
          : Refused.because(INVALID_UUID, value, Types.UUIDType.get(), "not a UUID");
    }
    return value instanceof UUID ? value : Refused.wrongType(value, Types.UUIDType.get());
  }
}
