package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

class OriginColumnsTest {
  private static final List<NestedField> ALL =
      List.of(
          NestedField.required(5, "_kafka_offset", Types.LongType.get()),
          NestedField.optional(4, "_kafka_partition", Types.IntegerType.get()),
          NestedField.optional(3, "_kafka_topic", Types.StringType.get()),
          NestedField.optional(2, "_kafka_topic_id", Types.StringType.get()),
          NestedField.optional(1, "id", Types.LongType.get()));

  @Test
  void areFoundByNameWhereverTheyStand() {
    OriginColumns columns = Objects.requireNonNull(OriginColumns.of(new Schema(ALL)));

    assertThat(columns.all())
        .extracting(NestedField::name)
        .containsExactly("_kafka_topic_id", "_kafka_topic", "_kafka_partition", "_kafka_offset")
        .isEqualTo(OriginColumns.NAMES);
    assertThat(columns.schema().columns()).isEqualTo(columns.all());
    assertThat(columns.offset().fieldId()).isEqualTo(5);
  }

  @Test
  void areNotThereWhenOneIsAbsent() {
    for (String name : OriginColumns.NAMES) {
      List<NestedField> others = new ArrayList<>(ALL);
      others.removeIf(each -> each.name().equals(name));

      assertThat(OriginColumns.of(new Schema(others))).as(name).isNull();
    }
  }

  @Test
  void areNotThereWhenOneIsOfAnotherType() {
    for (String name : OriginColumns.NAMES) {
      List<NestedField> others = new ArrayList<>(ALL);
      others.replaceAll(each -> each.name().equals(name) ? ofType(each, otherType(name)) : each);

      assertThat(OriginColumns.of(new Schema(others))).as(name).isNull();
    }
  }

  @Test
  void otherNamesHaveNoType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OriginColumns.typeOf("_kafka_key"))
        .withMessage("Invalid Kafka column: _kafka_key");
  }

  private static Type otherType(String name) {
    return OriginColumns.typeOf(name).equals(Types.IntegerType.get())
        ? Types.LongType.get()
        : Types.IntegerType.get();
  }

  private static NestedField ofType(NestedField field, Type type) {
    return NestedField.optional(field.fieldId(), field.name(), type);
  }
}
