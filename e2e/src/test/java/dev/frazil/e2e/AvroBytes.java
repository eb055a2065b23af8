package dev.frazil.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Values in Avro's binary encoding, written field by field as the schema has them. */
final class AvroBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Begins a value with the frame of Confluent's serializers. */
  static AvroBytes framed(int schemaId) {
    AvroBytes bytes = new AvroBytes();
    bytes.out.write(0);
    bytes.out.writeBytes(ByteBuffer.allocate(4).putInt(schemaId).array());
    return bytes;
  }

  /** An int, a long, the length of an array, or which branch of a union follows. */
  AvroBytes whole(long number) {
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  AvroBytes text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    whole(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  AvroBytes single(float number) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(number).array());
    return this;
  }

  AvroBytes real(double number) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(number).array());
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
