package dev.frazil.transforms.delegate;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Tells schemas that have an end from those that have none: a schema that contains itself cannot
 * even be compared with another. Looks at each schema object once. One thread.
 */
public final class SchemaSize {
  /** How deep objects and arrays may be nested. */
  public static final int MOST_LEVELS = 64;

  /** How many fields a schema may have, those of nested ones counted where they stand. */
  public static final int MOST_FIELDS = 10_000;

  private static final int MOST_KNOWN = 1_000;

  private final Set<Schema> sound = Collections.newSetFromMap(new IdentityHashMap<>());
  private int fieldsLeft;

  /** Whether the schema has an end, within the limits. */
  public boolean isBounded(@Nullable Schema schema) {
    if (schema == null || isFlat(schema) || sound.contains(schema)) {
      return true;
    }
    fieldsLeft = MOST_FIELDS;
    if (!isBounded(schema, 0)) {
      return false;
    }
    if (sound.size() >= MOST_KNOWN) {
      sound.clear();
    }
    sound.add(schema);
    return true;
  }

  private static boolean isFlat(Schema schema) {
    return schema.type().isPrimitive();
  }

  private boolean isBounded(Schema schema, int level) {
    fieldsLeft--;
    if (level > MOST_LEVELS || fieldsLeft < 0) {
      return false;
    }
    return switch (schema.type()) {
      case STRUCT -> areBounded(schema, level + 1);
      case ARRAY -> isBounded(schema.valueSchema(), level + 1);
      case MAP ->
          isBounded(schema.keySchema(), level + 1) && isBounded(schema.valueSchema(), level + 1);
      case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, BOOLEAN, STRING, BYTES -> true;
    };
  }

  private boolean areBounded(Schema struct, int level) {
    for (Field field : struct.fields()) {
      if (!isBounded(field.schema(), level)) {
        return false;
      }
    }
    return true;
  }
}
