package dev.frazil.transforms.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of events that have none of their own: name-based UUIDs (RFC 9562, version 5, SHA-1) of the
 * place that an event has in Kafka. The same record read again has the same id; a record of a topic
 * that was made anew has another time, and so another id. One thread uses it.
 */
final class EventIds {
  /** The version 5 UUID of {@code urn:frazil:event-id} in the name space of URLs. */
  static final UUID NAMESPACE = UUID.fromString("0e05aef9-62e8-5992-a78a-669d6d334fb8");

  private static final long VERSION_BITS = 0xf000L;
  private static final long VERSION = 0x5000L;
  private static final long VARIANT_BITS = 0xc000_0000_0000_0000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final MessageDigest sha1;

  EventIds() {
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot make event ids: the JDK has no SHA-1", e);
    }
  }

  /** The id of the event that was read there. */
  UUID of(LineOrigin origin) {
    return named(NAMESPACE, origin.name());
  }

  /** The version 5 UUID of a name. */
  UUID named(UUID namespace, String name) {
    sha1.reset();
    sha1.update(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    return new UUID(
        (hash.getLong() & ~VERSION_BITS) | VERSION, (hash.getLong() & ~VARIANT_BITS) | VARIANT);
  }
}
