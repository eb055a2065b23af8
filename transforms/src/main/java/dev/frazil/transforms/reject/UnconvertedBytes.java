package dev.frazil.transforms.reject;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a value that a converter could not read, and the mark of it: the value is the bytes
 * as they came. To any other plugin it is a schema of type BYTES. It goes along with the value for
 * as long as nobody puts another value in its place, and only this process can make one: a
 * converter has no other place for a mark that a producer cannot forge.
 *
 * <p>Either the bytes are rejected, or they cannot be read for the time being, and are to be read
 * again.
 */
public final class UnconvertedBytes implements Schema {
  private static final String NAME = "dev.frazil.UnconvertedBytes";

  private final @Nullable Rejection rejection;
  private final String obstacle;

  private UnconvertedBytes(@Nullable Rejection rejection, String obstacle) {
    this.rejection = rejection;
    this.obstacle = obstacle;
  }

  /** Bytes that can never be read, with why. */
  public static SchemaAndValue rejected(byte[] value, Rejection rejection) {
    return new SchemaAndValue(new UnconvertedBytes(rejection, rejection.detail()), value);
  }

  /**
   * Bytes that cannot be read now, and nobody knows whether they are good.
   *
   * @param obstacle a sentence that says what stands in the way
   */
  public static SchemaAndValue postponed(byte[] value, String obstacle) {
    return new SchemaAndValue(new UnconvertedBytes(null, obstacle), value);
  }

  /** Why the bytes can never be read; null when they are to be read again. */
  public @Nullable Rejection rejection() {
    return rejection;
  }

  /** Why the bytes could not be read, for people. */
  public String obstacle() {
    return obstacle;
  }

  @Override
  public Type type() {
    return Type.BYTES;
  }

  @Override
  public boolean isOptional() {
    return false;
  }

  @Override
  public @Nullable Object defaultValue() {
    return null;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Integer version() {
    return 1;
  }

  @Override
  public @Nullable String doc() {
    return null;
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }

  /** Throws as any schema of bytes does. */
  @Override
  public Schema keySchema() {
    return BYTES_SCHEMA.keySchema();
  }

  /** Throws as any schema of bytes does. */
  @Override
  public Schema valueSchema() {
    return BYTES_SCHEMA.valueSchema();
  }

  /** Throws as any schema of bytes does. */
  @Override
  public List<Field> fields() {
    return BYTES_SCHEMA.fields();
  }

  /** Throws as any schema of bytes does. */
  @Override
  public Field field(String fieldName) {
    return BYTES_SCHEMA.field(fieldName);
  }

  @Override
  public Schema schema() {
    return this;
  }

  @Override
  public String toString() {
    return NAME + "{" + obstacle + "}";
  }
}
