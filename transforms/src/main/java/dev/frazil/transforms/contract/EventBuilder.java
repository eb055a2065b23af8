package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;

/**
 * Makes the typed value of an event that is no JSON, field by field; those that are not set have no
 * value. Serves one event.
 */
public final class EventBuilder {
  private static final Object[] NO_OBJECTS = {};

  private final Schema schema;
  private final byte[] original;
  private final Utf8Buffer aside = new Utf8Buffer();
  private final long[] slots;
  private final int fieldCount;

  /**
   * An event without values.
   *
   * @param schema a struct of fields that an event may have
   * @param original what the event came as; it must not be written to afterwards
   */
  public EventBuilder(Schema schema, byte[] original) {
    this.schema = schema;
    this.original = original;
    this.fieldCount = schema.fields().size();
    this.slots = new long[EventStruct.slotCount(fieldCount)];
  }

  /** Sets a STRING field to the whole original, which has to be valid UTF-8. */
  public EventBuilder original(int field) {
    EventStruct.fill(slots, fieldCount, field, EventStruct.textInOriginal(0, original.length));
    return this;
  }

  /** Sets a STRING field. */
  public EventBuilder text(int field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int offset = aside.length();
    aside.append(utf8, 0, utf8.length);
    EventStruct.fill(slots, fieldCount, field, EventStruct.textInAside(offset, utf8.length));
    return this;
  }

  /** Sets an INT32 or INT64 field. */
  public EventBuilder number(int field, long value) {
    EventStruct.fill(slots, fieldCount, field, value);
    return this;
  }

  /** The event. */
  public EventStruct build() {
    return new EventStruct(schema, original, original, aside.copy(), slots, NO_OBJECTS, 0);
  }
}
