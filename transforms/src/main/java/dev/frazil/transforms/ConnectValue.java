package dev.frazil.transforms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.frazil.transforms.contract.EventStruct;
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

/** A value that a converter made, as JSON, so that there is one engine that judges events. */
final class ConnectValue {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();
  private static final byte[] NOTHING = {};

  private final byte[] json;
  private final @Nullable Rejection rejection;

  private ConnectValue(byte[] json, @Nullable Rejection rejection) {
    this.json = json;
    this.rejection = rejection;
  }

  static ConnectValue of(@Nullable Schema schema, Object value) {
    try {
      return encode(schema, value);
    } catch (CharacterCodingException e) {
      return new ConnectValue(
          NOTHING, new Rejection(RejectReason.UNSUPPORTED_ENCODING, "$", "half a surrogate pair"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JSON; nothing when there is a {@link #rejection}. */
  byte[] json() {
    return json;
  }

  /** Why the value has no JSON; null when it has. */
  @Nullable Rejection rejection() {
    return rejection;
  }

  static byte[] remaining(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static ConnectValue encode(@Nullable Schema schema, Object value) throws IOException {
    if (value instanceof EventStruct event) {
      return new ConnectValue(event.original(), null);
    }
    if (value instanceof ByteBuffer buffer) {
      return new ConnectValue(remaining(buffer), null);
    }
    if (value instanceof String text) {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return new ConnectValue(remaining(utf8), null);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      ConnectJsonWriter writer = new ConnectJsonWriter(out);
      writer.write(schema, value);
      if (writer.rejection() != null) {
        return new ConnectValue(NOTHING, writer.rejection());
      }
    }
    return new ConnectValue(bytes.toByteArray(), null);
  }
}
