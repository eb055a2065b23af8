package dev.frazil.connect.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;

class TextBoundsTest {
  private final TextBounds bounds = new TextBounds();

  private Statistics<?> taken() {
    Statistics<?> statistics =
        Statistics.createStats(Types.required(PrimitiveTypeName.BINARY).named("text"));
    bounds.moveTo(statistics);
    return statistics;
  }

  @Property
  void theLeastAndTheGreatestByUnsignedBytes(@ForAll @NotEmpty List<@Size(max = 12) byte[]> texts) {
    for (byte[] text : texts) {
      byte[] inside = new byte[text.length + 3];
      System.arraycopy(text, 0, inside, 2, text.length);
      bounds.add(inside, 2, text.length);
      Arrays.fill(inside, (byte) 0);
    }

    Statistics<?> statistics = taken();

    assertThat(statistics.getMinBytes())
        .isEqualTo(texts.stream().min(Arrays::compareUnsigned).orElseThrow());
    assertThat(statistics.getMaxBytes())
        .isEqualTo(texts.stream().max(Arrays::compareUnsigned).orElseThrow());
  }

  @Test
  void aShortTextComesBeforeOneThatGoesOnWithZeros() {
    bounds.add(new byte[] {'a', 0, 0}, 0, 3);
    bounds.add(new byte[] {'a'}, 0, 1);
    bounds.add(new byte[] {'a', 0}, 0, 2);

    Statistics<?> statistics = taken();

    assertThat(statistics.getMinBytes()).containsExactly('a');
    assertThat(statistics.getMaxBytes()).containsExactly('a', 0, 0);
  }

  @Test
  void largeTextsAreBoundsToo() {
    byte[] large = new byte[5_000];
    Arrays.fill(large, (byte) 'm');
    bounds.add(large, 0, 5_000);
    bounds.add(large, 0, 4_000);
    bounds.add(new byte[] {'z'}, 0, 1);
    Statistics<?> first = taken();
    bounds.add(large, 0, 10);
    taken();

    assertThat(first.getMinBytes()).hasSize(4_000).containsOnly('m');
    assertThat(first.getMaxBytes()).containsExactly('z');
  }

  @Test
  void whatWasTakenIsForgotten() {
    bounds.add(new byte[] {'z'}, 0, 1);
    taken();
    assertThat(taken().hasNonNullValue()).isFalse();
    bounds.add(new byte[] {'b'}, 0, 1);
    assertThat(taken().getMaxBytes()).containsExactly('b');
  }
}
