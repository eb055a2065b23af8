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

  /** A struct, which may have a text field for the members that have no field of their own. */
  final class Fields implements ObjectTarget {
    private final Schema schema;
    private final int fieldCount;
    private final boolean[] isObject;
    private final ObjectFrame.Objects objects;
    private final int captured;

    /**
     * A struct of the schema.
     *
     * @param isObject which fields are stored as objects, not in slots
     * @param captured the index of the field for other members, or {@link Property#NO_FIELD}
     */
    Fields(Schema schema, List<Boolean> isObject, int captured) {
      this.captured = captured;
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
      if (captured != Property.NO_FIELD) {
        frame.keepOthers();
      }
    }

    @Override
    public boolean end(JsonTokens in, ObjectFrame frame) {
      if (frame.hasCaptured()) {
        frame.fillCaptured(captured, in);
      }
      return in.read(frame.struct(schema, in));
    }
  }
}
