package dev.frazil.transforms.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** What a value is stored as. */
sealed interface ColumnShape {

  /** The schema of a field of this shape, which may still be made optional. */
  SchemaBuilder builder();

  /** Whether the value is stored as an object, and not in a slot. */
  default boolean isObject() {
    return true;
  }

  /** The value that was read last, as an object of Connect. */
  default Object box(JsonTokens in) {
    return in.object();
  }

  /** What it is, in words. */
  String describe();

  /** The same, where nothing in it is always there. */
  default ColumnShape loosened() {
    return this;
  }

  /** How many columns it makes; counting ends when there are more than so many. */
  default int columns(int most) {
    return 1;
  }

  /** Values without parts. */
  enum Scalar implements ColumnShape {
    TEXT("string"),
    JSON("json"),
    TIMESTAMP("timestamp"),
    TIMESTAMP_NANOS("timestamp_ns"),
    DATE("date"),
    INT32("int32"),
    INT64("integer"),
    DOUBLE("number"),
    BOOLEAN("boolean");

    private static final long MILLIS_PER_DAY = 86_400_000L;

    private final String word;

    Scalar(String word) {
      this.word = word;
    }

    @Override
    public SchemaBuilder builder() {
      return switch (this) {
        case TEXT, JSON -> SchemaBuilder.string();
        case TIMESTAMP -> MicroTimestamp.builder();
        case TIMESTAMP_NANOS -> NanoTimestamp.builder();
        case DATE -> Date.builder();
        case INT32 -> SchemaBuilder.int32();
        case INT64 -> SchemaBuilder.int64();
        case DOUBLE -> SchemaBuilder.float64();
        case BOOLEAN -> SchemaBuilder.bool();
      };
    }

    @Override
    public boolean isObject() {
      return false;
    }

    @Override
    public Object box(JsonTokens in) {
      return switch (this) {
        case TEXT ->
            new String(
                in.text().bytes(), in.text().offset(), in.text().length(), StandardCharsets.UTF_8);
        case JSON ->
            new String(
                in.cursor().bytes,
                EventStruct.textOffset(in.slot()),
                EventStruct.textLength(in.slot()),
                StandardCharsets.UTF_8);
        case TIMESTAMP, TIMESTAMP_NANOS, INT64 -> in.slot();
        case DATE -> date(in.slot());
        case INT32 -> (int) in.slot();
        case DOUBLE -> Double.longBitsToDouble(in.slot());
        case BOOLEAN -> in.slot() != 0;
      };
    }

    @Override
    public String describe() {
      return word;
    }

    /** Connect's own date of this day. */
    @SuppressWarnings("JavaUtilDate") // Connect's own dates are of this class
    static java.util.Date date(long epochDay) {
      return new java.util.Date(epochDay * MILLIS_PER_DAY);
    }
  }

  /** A decimal of so many digits, of which {@code scale} are after the point. */
  record DecimalOf(int precision, int scale) implements ColumnShape {
    @Override
    public SchemaBuilder builder() {
      return Decimal.builder(scale)
          .parameter("connect.decimal.precision", Integer.toString(precision));
    }

    @Override
    public String describe() {
      return "decimal(" + precision + ',' + scale + ')';
    }
  }

  /** Values of one shape, one after the other. */
  record ListOf(Member element) implements ColumnShape {
    @Override
    public SchemaBuilder builder() {
      return SchemaBuilder.array(element.schema());
    }

    @Override
    public String describe() {
      return "array of " + element.shape().describe();
    }

    @Override
    public ListOf loosened() {
      return new ListOf(element.loosened());
    }

    @Override
    public int columns(int most) {
      return element.shape().columns(most);
    }
  }

  /** Values of one shape by name. */
  record MapOf(Member value) implements ColumnShape {
    @Override
    public SchemaBuilder builder() {
      return SchemaBuilder.map(Schema.STRING_SCHEMA, value.schema());
    }

    @Override
    public String describe() {
      return "map of " + value.shape().describe();
    }

    @Override
    public MapOf loosened() {
      return new MapOf(value.loosened());
    }

    @Override
    public int columns(int most) {
      return value.shape().columns(most);
    }
  }

  /**
   * Named values of a shape each.
   *
   * @param name of the schema
   * @param description of the schema
   */
  record StructOf(List<Named> fields, @Nullable String name, @Nullable String description)
      implements ColumnShape {
    public StructOf {
      fields = List.copyOf(fields);
    }

    StructOf(List<Named> fields) {
      this(fields, null, null);
    }

    /** The same with a name and a description for the schema. */
    StructOf named(@Nullable String schemaName, @Nullable String schemaDescription) {
      return new StructOf(fields, schemaName, schemaDescription);
    }

    @Override
    public SchemaBuilder builder() {
      SchemaBuilder schema = SchemaBuilder.struct();
      if (name != null) {
        schema.name(name);
      }
      if (description != null) {
        schema.doc(description);
      }
      for (Named field : fields) {
        schema.field(field.name(), field.member().schema());
      }
      return schema;
    }

    @Override
    public String describe() {
      return "object";
    }

    @Override
    public StructOf loosened() {
      List<Named> loose = new ArrayList<>();
      for (Named field : fields) {
        loose.add(new Named(field.name(), field.member().loosened()));
      }
      return new StructOf(loose, name, description);
    }

    @Override
    public int columns(int most) {
      int columns = 0;
      for (Named field : fields) {
        columns += columns > most ? 0 : field.member().shape().columns(most - columns);
      }
      return columns;
    }

    /** The number of the field of this name, or {@link Property#NO_FIELD}. */
    int indexOf(String name) {
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).name().equals(name)) {
          return i;
        }
      }
      return Property.NO_FIELD;
    }
  }

  /** A field of a struct. */
  record Named(String name, Member member) {}

  /** A value in a place: a field of a struct, an element of a list, a value of a map. */
  record Member(ColumnShape shape, Presence presence, @Nullable String description) {
    /** Whether there is always a value. */
    enum Presence {
      ALWAYS,
      MAYBE
    }

    /** The same as one that need not be there, nor what is in it. */
    Member loosened() {
      return new Member(shape.loosened(), Presence.MAYBE, description);
    }

    /** The same place with another shape. */
    Member withShape(ColumnShape other) {
      return new Member(other, presence, description);
    }

    Schema schema() {
      SchemaBuilder schema = shape.builder();
      if (presence == Presence.MAYBE) {
        schema.optional();
      }
      if (description != null) {
        schema.doc(description);
      }
      return schema.build();
    }
  }
}
