package dev.frazil.transforms.delegate;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The frame that serializers of a schema registry put before a value: a zero byte, then the id of
 * the schema in four bytes, the most significant first. Known as the wire format of Confluent's
 * registry.
 */
public final class ConfluentFrame {
  private static final int LENGTH = 5;

  private ConfluentFrame() {}

  /** Why the value has no frame; null when it has one. */
  public static @Nullable Rejection missing(byte[] value) {
    if (value.length >= LENGTH && value[0] == 0) {
      return null;
    }
    String found =
        value.length < LENGTH
            ? "it has " + value.length + (value.length == 1 ? " byte" : " bytes")
            : String.format("it begins with 0x%02x", value[0]);
    return new Rejection(
        RejectReason.UNKNOWN_SCHEMA,
        "$",
        "Cannot tell the schema of the value: "
            + found
            + " (expected 0x00 and a schema id of 4 bytes)");
  }

  /** The id of the schema of a value that has a frame. */
  public static int schemaId(byte[] value) {
    return ByteBuffer.wrap(value).getInt(1);
  }
}
