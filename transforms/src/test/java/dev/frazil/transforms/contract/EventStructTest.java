package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class EventStructTest {
  private static final EventContract CONTRACT =
      EventContract.compile(
          """
          {"type": "object", "required": ["text"], "properties": {
            "text": {"type": "string"}, "long": {"type": "integer"},
            "int": {"type": "integer", "format": "int32"}, "double": {"type": "number"},
            "flag": {"type": "boolean"}, "time": {"type": "string", "format": "date-time"},
            "none": {"type": "string"}}}
          """);
  private static final byte[] BYTES =
      "{\"text\":\"ż\\n\",\"long\":-5,\"int\":7,\"double\":-2.5,\"flag\":false,\"time\":\"1970-01-01T00:00:01Z\"}"
          .getBytes(StandardCharsets.UTF_8);

  private final EventStruct event = accepted(CONTRACT, BYTES);

  @Test
  void itReadsLikeAStruct() {
    assertThat(event.schema()).isSameAs(CONTRACT.schema());
    assertThat(event.getString("text")).isEqualTo("ż\n");
    assertThat(event.getInt64("long")).isEqualTo(-5L);
    assertThat(event.getInt32("int")).isEqualTo(7);
    assertThat(event.getFloat64("double")).isEqualTo(-2.5);
    assertThat(event.getBoolean("flag")).isFalse();
    assertThat(event.getInt64("time")).isEqualTo(1_000_000L);
    assertThat(event.getString("none")).isNull();
    assertThat(event.getWithoutDefault("long")).isEqualTo(-5L);
  }

  @Test
  void whatWasMadeOfSomethingElseKeepsThat() {
    byte[] line = "ż,-5".getBytes(StandardCharsets.UTF_8);

    EventStruct made = (EventStruct) CONTRACT.reader(1_000).read(BYTES, line);

    assertThat(made).isEqualTo(event);
    assertThat(made.original()).isSameAs(line);
    assertThat(made.source()).isSameAs(BYTES);
    assertThat(event.source()).isSameAs(event.original());
  }

  @Test
  void itReadsByIndexWithoutObjects() {
    assertThat(event.isNull(6)).isTrue();
    assertThat(event.isNull(0)).isFalse();
    assertThat(event.longAt(1)).isEqualTo(-5);
    assertThat(event.longAt(2)).isEqualTo(7);
    assertThat(event.doubleAt(3)).isEqualTo(-2.5);
    assertThat(event.longAt(4)).isZero();
    assertThat(event.isNull(4)).isFalse();
    assertThat(event.longAt(5)).isEqualTo(1_000_000L);
    assertThat(event.original()).isSameAs(BYTES);
    assertThat(event.ignoredFields()).isZero();
  }

  @Test
  void aCopyIntoAPlainStructHasTheSameValues() {
    Struct copy = new Struct(event.schema());
    for (Field field : event.schema().fields()) {
      copy.put(field, event.get(field));
    }
    copy.validate();

    for (Field field : event.schema().fields()) {
      assertThat(event.get(field)).isEqualTo(copy.get(field));
      assertThat(event.get(field.name())).isEqualTo(copy.get(field));
    }
    assertThat(event).hasToString(copy.toString());
  }

  @Test
  void itFitsWhereAStructOfItsSchemaFits() {
    ConnectSchema.validateValue(CONTRACT.schema(), event);
    Schema outer = SchemaBuilder.struct().field("event", CONTRACT.schema()).build();

    assertThat(new Struct(outer).put("event", event).getStruct("event")).isSameAs(event);
  }

  @Test
  void itEqualsAnEventWithTheSameValuesAndNothingElse() {
    EventStruct same =
        accepted(
            CONTRACT,
            "{ \"int\":7.0, \"text\":\"ż\\u000a\", \"long\":-5, \"double\":-25e-1, \"flag\":false,"
                + " \"time\":\"1970-01-01T01:00:01+01:00\" }");
    EventStruct other = accepted(CONTRACT, "{\"text\":\"ż\"}");
    Struct plain = new Struct(event.schema()).put("text", "ż");

    assertThat(same).isEqualTo(event).hasSameHashCodeAs(event);
    assertThat(event).isNotEqualTo(other).isNotEqualTo(null);
    // A plain Struct never equals a subclass, so it cannot be otherwise here.
    assertThat(plain.equals(other)).isFalse();
    assertThat(other.equals(plain)).isFalse();
  }

  @Test
  void itCannotBeChanged() {
    assertThatThrownBy(() -> event.put("long", 1L))
        .isInstanceOf(DataException.class)
        .hasMessage("Cannot put field long: an event is read-only");
    assertThatThrownBy(() -> event.put(event.schema().field("long"), 1L))
        .isInstanceOf(DataException.class)
        .hasMessage("Cannot put field long: an event is read-only");
  }

  @Test
  void wrongNamesAndTypesAreRefused() {
    assertThatThrownBy(() -> event.get("nope"))
        .isInstanceOf(DataException.class)
        .hasMessage("Invalid field name: nope (expected one of the schema)");
    assertThatThrownBy(() -> event.getInt32("long"))
        .isInstanceOf(DataException.class)
        .hasMessage("Cannot get field long as INT32: it is INT64");
    assertThatThrownBy(() -> event.getBytes("text")).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> event.getInt8("int")).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> event.getInt16("int")).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> event.getFloat32("double")).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> event.getArray("text")).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> event.getMap("text")).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> event.getStruct("text")).isInstanceOf(DataException.class);
  }

  @Test
  void moreThan64FieldsHaveTheirOwnNulls() {
    StringBuilder properties = new StringBuilder();
    StringBuilder members = new StringBuilder("{");
    for (int i = 0; i < 150; i++) {
      properties.append(i == 0 ? "" : ",").append("\"f" + i + "\":{\"type\":\"integer\"}");
      if (i % 7 == 0) {
        members.append(i == 0 ? "" : ",").append("\"f" + i + "\":" + i);
      }
    }
    EventStruct wide = accepted(Reading.contract(properties.toString()), members + "}");

    for (int i = 0; i < 150; i++) {
      assertThat(wide.get("f" + i)).isEqualTo(i % 7 == 0 ? (Object) (long) i : null);
    }
  }

  @Test
  void allPublicMethodsOfStructAreItsOwn() {
    // The values of the base class are never set, so no method of it may answer from them.
    assertThat(Struct.class.getDeclaredMethods())
        .filteredOn(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
        .filteredOn(method -> !method.getName().equals("schema"))
        .allSatisfy(
            method ->
                assertThat(
                        EventStruct.class.getMethod(method.getName(), method.getParameterTypes()))
                    .extracting(java.lang.reflect.Method::getDeclaringClass)
                    .isEqualTo(EventStruct.class));
  }
}
