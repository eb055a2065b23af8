package dev.frazil.connect.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownSourcesTest {
  private static final Schema SCHEMA =
      new Schema(
          NestedField.optional(1, "ts", Types.TimestampType.withZone()),
          NestedField.optional(2, "n", Types.LongType.get()),
          NestedField.optional(3, "s", Types.StringType.get()),
          NestedField.optional(4, "d", Types.DoubleType.get()),
          NestedField.optional(5, "u", Types.UUIDType.get()));

  private final RowPlan plan = RowPlan.compile(null, SCHEMA, RowOptions.DEFAULTS);
  private final Row row = Row.of(SCHEMA, RowOptions.DEFAULTS);

  private static PartitionSpec spec(Random random) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(SCHEMA);
    switch (random.nextInt(10)) {
      case 0 -> spec.hour("ts");
      case 1 -> spec.day("ts");
      case 2 -> spec.month("ts");
      case 3 -> spec.year("ts");
      case 4 -> spec.truncate("n", 7);
      case 5 -> spec.bucket("n", 3);
      case 6 -> spec.identity("s").day("ts");
      case 7 -> spec.truncate("s", 1);
      case 8 -> spec.identity("d");
      default -> spec.alwaysNull("n").identity("u");
    }
    return spec.build();
  }

  private void fill(Random random) {
    Map<String, @Nullable Object> value = new HashMap<>();
    value.put(
        "ts", Instant.ofEpochMilli(random.nextInt(40) * 7_000_000L - 100_000_000L).toString());
    value.put("n", (long) random.nextInt(30) - 15);
    value.put("s", random.nextBoolean() ? "a" : "ab");
    value.put("d", random.nextInt(3) - 1.0);
    value.put("u", new java.util.UUID(0, random.nextInt(2)));
    value.entrySet().removeIf(entry -> random.nextInt(8) == 0);
    assertThat(plan.fill(value, row)).isNull();
  }

  @Property
  void whatIsCoveredIsOfThePartition(@ForAll long seed) {
    Random random = new Random(seed);
    PartitionSpec spec = spec(random);
    PartitionKey key = new PartitionKey(spec, SCHEMA);
    KnownSources known = KnownSources.of(spec, SCHEMA);
    fill(random);
    key.partition(row);
    PartitionKey partition = key.copy();
    known.learn(row);

    for (int i = 0; i < 100; i++) {
      fill(random);
      key.partition(row);
      if (known.cover(row)) {
        assertThat(key).isEqualTo(partition);
      } else if (key.equals(partition)) {
        known.learn(row);
      }
    }
  }

  @Test
  void whatLiesBetweenTwoTimesOfADayIsCovered() {
    KnownSources known =
        KnownSources.of(PartitionSpec.builderFor(SCHEMA).day("ts").build(), SCHEMA);
    learn(known, "2025-10-25T08:00:00Z");
    learn(known, "2025-10-25T10:00:00Z");

    assertThat(covers(known, "2025-10-25T09:00:00Z")).isTrue();
    assertThat(covers(known, "2025-10-25T07:59:59Z")).isFalse();
    assertThat(covers(known, null)).isFalse();
  }

  private void learn(KnownSources known, String time) {
    assertThat(plan.fill(Map.of("ts", time), row)).isNull();
    known.learn(row);
  }

  private boolean covers(KnownSources known, @Nullable String time) {
    assertThat(plan.fill(time == null ? Map.of() : Map.of("ts", time), row)).isNull();
    return known.cover(row);
  }
}
