package dev.frazil.transforms.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The typed value of an event: a {@link Struct} for any sink or transform, and slots by field index
 * for those who want no objects. Texts stay where they were read, as UTF-8, and are decoded only
 * when asked for through the methods of Struct.
 *
 * <p>It cannot be changed, and any thread may read it. The byte arrays that it hands out are its
 * own and must not be written to. Like any Struct it equals only values of its own class.
 */
public final class EventStruct extends Struct implements EventOutcome {
  private static final long IN_ASIDE = Long.MIN_VALUE;
  private static final int WORD = 6;

  private final List<Field> fields;
  private final byte[] original;
  private final byte[] source;
  private final byte[] aside;
  private final long[] slots;
  private final @Nullable Object[] objects;
  private final int fieldCount;
  private final int ignoredFields;

  /**
   * Takes over the arrays.
   *
   * @param original what the event came as
   * @param source what texts are slices of: the original, or what was made of it to be read
   * @param aside what had to be decoded out of escapes, as UTF-8
   * @param slots one per field, as {@link #slotCount} and the methods below it lay out
   * @param objects one per field, for those that are no scalars; empty when there is none
   */
  EventStruct(
      Schema schema,
      byte[] original,
      byte[] source,
      byte[] aside,
      long[] slots,
      @Nullable Object[] objects,
      int ignoredFields) {
    super(schema);
    this.fields = schema.fields();
    this.fieldCount = fields.size();
    this.original = original;
    this.source = source;
    this.aside = aside;
    this.slots = slots;
    this.objects = objects;
    this.ignoredFields = ignoredFields;
  }

  /**
   * How many longs hold {@code fieldCount} fields: one each, then a bit each that says whether
   * there is a value.
   */
  static int slotCount(int fieldCount) {
    return fieldCount + ((fieldCount + 63) >> WORD);
  }

  static void fill(long[] slots, int fieldCount, int field, long value) {
    slots[field] = value;
    slots[fieldCount + (field >> WORD)] |= 1L << field;
  }

  static long textInOriginal(int offset, int length) {
    return ((long) offset << 32) | length;
  }

  static long textInAside(int offset, int length) {
    return IN_ASIDE | textInOriginal(offset, length);
  }

  static int textOffset(long slot) {
    return (int) ((slot & ~IN_ASIDE) >>> 32);
  }

  static int textLength(long slot) {
    return (int) slot;
  }

  /** Whether the field has no value. The other accessors by index mean nothing then. */
  public boolean isNull(int field) {
    return ((slots[fieldCount + (field >> WORD)] >>> field) & 1L) == 0;
  }

  /** The value of an INT64 or INT32 field; 1 or 0 of a BOOLEAN field. */
  public long longAt(int field) {
    return slots[field];
  }

  /** The value of a FLOAT64 field. */
  public double doubleAt(int field) {
    return Double.longBitsToDouble(slots[field]);
  }

  /** The array that has the text of a STRING field in it, as valid UTF-8. */
  public byte[] utf8Bytes(int field) {
    return slots[field] < 0 ? aside : source;
  }

  /** Where in {@link #utf8Bytes} the text of a STRING field begins. */
  public int utf8Offset(int field) {
    return textOffset(slots[field]);
  }

  /** How many bytes the text of a STRING field has. */
  public int utf8Length(int field) {
    return textLength(slots[field]);
  }

  /** The bytes of the event as they came. */
  public byte[] original() {
    return original;
  }

  /** The bytes that the event was read from: the original, or what was made of it to be read. */
  public byte[] source() {
    return source;
  }

  /** How many members of the event have no place in the contract and were left out. */
  public int ignoredFields() {
    return ignoredFields;
  }

  @Override
  public @Nullable Object get(String fieldName) {
    return valueAt(indexOf(fieldName));
  }

  @Override
  public @Nullable Object get(Field field) {
    return valueAt(field.index());
  }

  @Override
  public @Nullable Object getWithoutDefault(String fieldName) {
    return valueAt(indexOf(fieldName));
  }

  @Override
  public @Nullable Byte getInt8(String fieldName) {
    return (Byte) typed(fieldName, Schema.Type.INT8);
  }

  @Override
  public @Nullable Short getInt16(String fieldName) {
    return (Short) typed(fieldName, Schema.Type.INT16);
  }

  @Override
  public @Nullable Integer getInt32(String fieldName) {
    return (Integer) typed(fieldName, Schema.Type.INT32);
  }

  @Override
  public @Nullable Long getInt64(String fieldName) {
    return (Long) typed(fieldName, Schema.Type.INT64);
  }

  @Override
  public @Nullable Float getFloat32(String fieldName) {
    return (Float) typed(fieldName, Schema.Type.FLOAT32);
  }

  @Override
  public @Nullable Double getFloat64(String fieldName) {
    return (Double) typed(fieldName, Schema.Type.FLOAT64);
  }

  @Override
  public @Nullable Boolean getBoolean(String fieldName) {
    return (Boolean) typed(fieldName, Schema.Type.BOOLEAN);
  }

  @Override
  public @Nullable String getString(String fieldName) {
    return (String) typed(fieldName, Schema.Type.STRING);
  }

  @Override
  public byte @Nullable [] getBytes(String fieldName) {
    return (byte[]) typed(fieldName, Schema.Type.BYTES);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable List<T> getArray(String fieldName) {
    return (List<T>) typed(fieldName, Schema.Type.ARRAY);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V> @Nullable Map<K, V> getMap(String fieldName) {
    return (Map<K, V>) typed(fieldName, Schema.Type.MAP);
  }

  @Override
  public @Nullable Struct getStruct(String fieldName) {
    return (Struct) typed(fieldName, Schema.Type.STRUCT);
  }

  /**
   * Throws {@link DataException}: an event is not changed. Copy its fields into a new Struct
   * instead.
   */
  @Override
  public Struct put(String fieldName, Object value) {
    throw new DataException("Cannot put field " + fieldName + ": an event is read-only");
  }

  /**
   * Throws {@link DataException}: an event is not changed. Copy its fields into a new Struct
   * instead.
   */
  @Override
  public Struct put(Field field, Object value) {
    return put(field.name(), value);
  }

  /** Does nothing: an event was valid when it was made. */
  @Override
  public void validate() {}

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof EventStruct event) || !schema().equals(event.schema())) {
      return false;
    }
    for (int i = 0; i < fieldCount; i++) {
      if (!Objects.equals(valueAt(i), event.valueAt(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = schema().hashCode();
    for (int i = 0; i < fieldCount; i++) {
      hash = 31 * hash + Objects.hashCode(valueAt(i));
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Struct{");
    String separator = "";
    for (int i = 0; i < fieldCount; i++) {
      if (!isNull(i)) {
        text.append(separator).append(fields.get(i).name()).append('=').append(valueAt(i));
        separator = ",";
      }
    }
    return text.append('}').toString();
  }

  private @Nullable Object valueAt(int field) {
    if (isNull(field)) {
      return null;
    }
    if (objects.length > 0 && objects[field] != null) {
      return objects[field];
    }
    Schema schema = fields.get(field).schema();
    Schema.Type type = schema.type();
    return switch (type) {
      case INT64 -> longAt(field);
      case INT32 ->
          Date.LOGICAL_NAME.equals(schema.name())
              ? ColumnShape.Scalar.date(longAt(field))
              : (Object) (int) longAt(field);
      case FLOAT64 -> doubleAt(field);
      case BOOLEAN -> longAt(field) != 0;
      case STRING ->
          new String(
              utf8Bytes(field), utf8Offset(field), utf8Length(field), StandardCharsets.UTF_8);
      case INT8, INT16, FLOAT32, BYTES, ARRAY, MAP, STRUCT ->
          throw new IllegalStateException(
              "Invalid field type: " + type + " (expected a contract type)");
    };
  }

  private @Nullable Object typed(String fieldName, Schema.Type type) {
    int index = indexOf(fieldName);
    Schema.Type actual = fields.get(index).schema().type();
    if (actual != type) {
      throw new DataException(
          "Cannot get field " + fieldName + " as " + type + ": it is " + actual);
    }
    return valueAt(index);
  }

  private int indexOf(String fieldName) {
    Field field = schema().field(fieldName);
    if (field == null) {
      throw new DataException("Invalid field name: " + fieldName + " (expected one of the schema)");
    }
    return field.index();
  }
}
