package dev.frazil.transforms.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SchemaSizeTest {
  private final SchemaSize sizes = new SchemaSize();

  @Test
  void ordinarySchemasAreBounded() {
    Schema product = SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA).build();
    Schema order =
        SchemaBuilder.struct()
            .field("products", SchemaBuilder.array(product).build())
            .field("labels", SchemaBuilder.map(Schema.STRING_SCHEMA, product).build())
            .build();

    assertThat(sizes.isBounded(order)).isTrue();
    assertThat(sizes.isBounded(order)).isTrue();
    assertThat(sizes.isBounded(Schema.BYTES_SCHEMA)).isTrue();
    assertThat(sizes.isBounded(null)).isTrue();
  }

  @Test
  void nestingHasALimit() {
    assertThat(sizes.isBounded(nested(SchemaSize.MOST_LEVELS))).isTrue();
    assertThat(sizes.isBounded(nested(SchemaSize.MOST_LEVELS + 1))).isFalse();
  }

  @Test
  void aSchemaThatContainsItselfIsNotBounded() {
    SchemaBuilder parcel = SchemaBuilder.struct();
    parcel.field("label", Schema.STRING_SCHEMA).field("inside", parcel);

    assertThat(sizes.isBounded(parcel)).isFalse();
    assertThat(sizes.isBounded(parcel)).isFalse();
  }

  @Test
  void aSchemaThatDoublesWithEachLevelIsNotBounded() {
    Schema schema = Schema.STRING_SCHEMA;
    for (int level = 0; level < 40; level++) {
      schema = SchemaBuilder.struct().field("a", schema).field("b", schema).build();
    }

    assertThat(sizes.isBounded(schema)).isFalse();
  }

  private static Schema nested(int levels) {
    Schema schema = Schema.STRING_SCHEMA;
    for (int level = 0; level < levels; level++) {
      schema = SchemaBuilder.array(schema).build();
    }
    return schema;
  }
}
