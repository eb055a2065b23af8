package dev.frazil.connect.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DictionaryTest {

  @Property(tries = 200)
  void numbersHaveTheIndexOfTheirFirstAppearance(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int distinct) {
    Random random = new Random(seed);
    long[] values = random.longs(distinct).map(value -> value >> random.nextInt(64)).toArray();
    LongDictionary dictionary = new LongDictionary();
    List<Long> seen = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      long value = values[random.nextInt(distinct)];
      int expected = seen.indexOf(value);
      if (expected < 0) {
        expected = seen.size();
        seen.add(value);
      }
      assertThat(dictionary.indexOf(value)).isEqualTo(expected);
      assertThat(dictionary.size()).isEqualTo(seen.size());
      assertThat(dictionary.valueAt(expected)).isEqualTo(value);
    }
  }

  @Property(tries = 200)
  void textsHaveTheIndexOfTheirFirstAppearance(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int distinct) {
    Random random = new Random(seed);
    TextDictionary dictionary = new TextDictionary();
    List<String> seen = new ArrayList<>();
    byte[] buffer = new byte[100];
    for (int i = 0; i < 2_000; i++) {
      String value = "x".repeat(random.nextInt(30)) + random.nextInt(distinct);
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      int offset = random.nextInt(50);
      System.arraycopy(bytes, 0, buffer, offset, bytes.length);
      int expected = seen.indexOf(value);
      if (expected < 0) {
        expected = seen.size();
        seen.add(value);
      }
      assertThat(dictionary.indexOf(buffer, offset, bytes.length)).isEqualTo(expected);
      assertThat(dictionary.size()).isEqualTo(seen.size());
      assertThat(dictionary.lengthOf(expected)).isEqualTo(bytes.length);
    }
    assertThat(dictionary.plainBytes())
        .isEqualTo(seen.stream().mapToLong(text -> 4L + text.length()).sum());
  }

  /** Where a text is looked for first depends on the upper bits of its hash. */
  @Test
  void shortTextsAreSpread() {
    for (String ending : List.of("", ".", ".html", " and so on and on")) {
      Set<Integer> places = new HashSet<>();
      for (int i = 0; i < 1_000; i++) {
        byte[] text = (Integer.toString(i + 1_296, 36) + ending).getBytes(StandardCharsets.UTF_8);
        places.add(TextSlices.hash(text, 0, text.length) >>> 22);
      }
      assertThat(places).as("places of 1,000 texts in 1,024").hasSizeGreaterThan(450);
    }
  }

  /** The same place in the same array may hold another text by now. */
  @Test
  void textsAreKnownByTheirBytesAndNotByTheirPlace() {
    TextDictionary dictionary = new TextDictionary();
    byte[] bytes = {'a', 'b'};
    assertThat(dictionary.indexOf(bytes, 0, 2)).isZero();
    bytes[1] = 'c';
    assertThat(dictionary.indexOf(bytes, 0, 2)).isEqualTo(1);
    assertThat(dictionary.indexOf(bytes, 0, 1)).isEqualTo(2);
    assertThat(dictionary.indexOf(bytes, 0, 0)).isEqualTo(3);
    assertThat(dictionary.indexOf(bytes, 2, 0)).isEqualTo(3);
  }
}
