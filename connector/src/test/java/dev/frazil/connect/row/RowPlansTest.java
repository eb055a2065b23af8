package dev.frazil.connect.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class RowPlansTest {
  private static final org.apache.iceberg.Schema TABLE =
      new org.apache.iceberg.Schema(NestedField.optional(1, "id", Types.LongType.get()));

  private final RowPlans plans = new RowPlans(TABLE, RowOptions.DEFAULTS);

  private static Schema schema(int version) {
    return SchemaBuilder.struct().version(version).field("id", Schema.INT64_SCHEMA).build();
  }

  @Test
  void equalSchemasShareAPlan() {
    Schema first = schema(1);
    RowPlan plan = plans.of(first);
    assertThat(plans.of(first)).isSameAs(plan);
    assertThat(plans.of(schema(1))).isSameAs(plan);
    assertThat(plans.of(schema(2))).isNotSameAs(plan);
    assertThat(plans.of(null)).isNotSameAs(plan).isSameAs(plans.of(null));
    assertThat(plans.of(first)).isSameAs(plan);
  }

  @Test
  void plansThatWereDroppedAreCompiledAgain() {
    RowPlan first = plans.of(schema(0));
    for (int version = 1; version < 2_500; version++) {
      plans.of(schema(version));
    }
    assertThat(plans.of(schema(0))).isNotSameAs(first);
  }
}
