package dev.frazil.transforms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A value that a converter made, as the bytes that our transforms read. */
public final class ConnectValue {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();
  private static final byte[] NOTHING = {};
  private static final Rejection HALF_A_PAIR =
      new Rejection(RejectReason.UNSUPPORTED_ENCODING, "$", "half a surrogate pair");

  private final byte[] bytes;
  private final @Nullable Rejection rejection;

  private ConnectValue(byte[] bytes, @Nullable Rejection rejection) {
    this.bytes = bytes;
    this.rejection = rejection;
  }

  /** The value as JSON; bytes and text are JSON already. */
  public static ConnectValue json(@Nullable Schema schema, Object value) {
    try {
      byte[] plain = plainBytes(value);
      return plain == null ? encode(schema, value) : new ConnectValue(plain, null);
    } catch (CharacterCodingException e) {
      return new ConnectValue(NOTHING, HALF_A_PAIR);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes as they are, and text as UTF-8; a value of another kind is rejected. */
  static ConnectValue plain(Object value) {
    try {
      byte[] plain = plainBytes(value);
      return plain == null
          ? new ConnectValue(NOTHING, notPlain(value))
          : new ConnectValue(plain, null);
    } catch (CharacterCodingException e) {
      return new ConnectValue(NOTHING, HALF_A_PAIR);
    }
  }

  /** The bytes; nothing when there is a {@link #rejection}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Why the value has no bytes; null when it has. */
  public @Nullable Rejection rejection() {
    return rejection;
  }

  static byte[] remaining(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** The bytes of a value that is bytes or text; null for any other. */
  private static byte @Nullable [] plainBytes(Object value) throws CharacterCodingException {
    if (value instanceof byte[] plain) {
      return plain;
    } else if (value instanceof ByteBuffer buffer) {
      return remaining(buffer);
    } else if (value instanceof String text) {
      return remaining(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
    }
    return null;
  }

  private static Rejection notPlain(Object value) {
    return new Rejection(
        RejectReason.WRONG_TYPE,
        "$",
        "expected bytes or text from the converter, found " + value.getClass().getName());
  }

  private static ConnectValue encode(@Nullable Schema schema, Object value) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(json)) {
      ConnectJsonWriter writer = new ConnectJsonWriter(out);
      writer.write(schema, value);
      if (writer.rejection() != null) {
        return new ConnectValue(NOTHING, writer.rejection());
      }
    }
    return new ConnectValue(json.toByteArray(), null);
  }
}
