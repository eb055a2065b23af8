package dev.frazil.transforms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class EventBuilderTest {
  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .field("raw", Schema.STRING_SCHEMA)
          .field("first", Schema.OPTIONAL_STRING_SCHEMA)
          .field("second", Schema.OPTIONAL_STRING_SCHEMA)
          .field("int", Schema.OPTIONAL_INT32_SCHEMA)
          .field("long", Schema.OPTIONAL_INT64_SCHEMA)
          .build();
  private static final byte[] BYTES = "zażółć".getBytes(StandardCharsets.UTF_8);

  @Test
  void fieldsAreWhatTheyWereSetTo() {
    EventStruct event =
        new EventBuilder(SCHEMA, BYTES)
            .original(0)
            .text(1, "gęślą")
            .text(2, "🎬")
            .number(3, -7)
            .number(4, Long.MIN_VALUE)
            .build();

    assertThat(event.getString("raw")).isEqualTo("zażółć");
    assertThat(event.getString("first")).isEqualTo("gęślą");
    assertThat(event.getString("second")).isEqualTo("🎬");
    assertThat(event.getInt32("int")).isEqualTo(-7);
    assertThat(event.getInt64("long")).isEqualTo(Long.MIN_VALUE);
    assertThat(event.schema()).isSameAs(SCHEMA);
    assertThat(event.original()).isSameAs(BYTES);
    assertThat(event.source()).isSameAs(BYTES);
    assertThat(event.ignoredFields()).isZero();
  }

  @Test
  void fieldsThatAreNotSetHaveNoValue() {
    EventStruct event = new EventBuilder(SCHEMA, BYTES).original(0).build();

    for (int field = 1; field < SCHEMA.fields().size(); field++) {
      assertThat(event.isNull(field)).isTrue();
    }
  }
}
