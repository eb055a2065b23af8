package dev.frazil.transforms.contract;

import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * What an object is read into. It has no state; what is being read is in an {@link ObjectFrame}.
 */
sealed interface ObjectTarget {

  /** An object of the event begins. */
  void begin(JsonTokens in, ObjectFrame frame);

  /** All its members were read; always true. */
  boolean end(JsonTokens in, ObjectFrame frame);

  /** Nothing: the object is only checked. */
  record Nothing() implements ObjectTarget {
    @Override
    public void begin(JsonTokens in, ObjectFrame frame) {}

    @Override
    public boolean end(JsonTokens in, ObjectFrame frame) {
      return true;
    }
  }

  /** A map of its members. */
  record Entries() implements ObjectTarget {
    @Override
    public void begin(JsonTokens in, ObjectFrame frame) {
      frame.map(new LinkedHashMap<>());
    }

    @Override
    public boolean end(JsonTokens in, ObjectFrame frame) {
      return in.read(frame.takeMap());
    }
  }

  /** A struct. */
  final class Fields implements ObjectTarget {
    private final Schema schema;
    private final int fieldCount;
    private final boolean[] isObject;
    private final ObjectFrame.Objects objects;

    /** {@code isObject} says which fields are stored as objects, not in slots. */
    Fields(Schema schema, List<Boolean> isObject) {
      List<Field> fields = schema.fields();
      this.schema = schema;
      this.fieldCount = fields.size();
      this.isObject = new boolean[fieldCount];
      for (int i = 0; i < fieldCount; i++) {
        this.isObject[i] = isObject.get(i);
      }
      this.objects = isObject.contains(true) ? ObjectFrame.Objects.SOME : ObjectFrame.Objects.NONE;
    }

    @Override
    public void begin(JsonTokens in, ObjectFrame frame) {
      frame.fields(fieldCount, isObject, objects, in);
    }

    @Override
    public boolean end(JsonTokens in, ObjectFrame frame) {
      return in.read(frame.struct(schema, in));
    }
  }
}
