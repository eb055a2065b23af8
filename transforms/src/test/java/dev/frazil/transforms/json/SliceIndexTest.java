package dev.frazil.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SliceIndexTest {
  private static final int MANY = 200_000;

  @Test
  void aTextIsFoundByItsNumberWhereverItLies() {
    List<byte[]> texts = List.of(bytes("view"), bytes(""), bytes("12345678"), bytes("123456789"));
    SliceIndex index = new SliceIndex(texts);

    for (int i = 0; i < texts.size(); i++) {
      byte[] text = bytes("<" + new String(texts.get(i), StandardCharsets.UTF_8) + ">");
      assertThat(index.find(text, 1, text.length - 2)).isEqualTo(i);
    }
    assertThat(index.find(bytes("views"), 0, 5)).isEqualTo(SliceIndex.ABSENT);
    assertThat(new SliceIndex(List.of()).find(new byte[0], 0, 0)).isEqualTo(SliceIndex.ABSENT);
  }

  @Test
  @Timeout(30)
  void textsThatDifferOnlySomewhereInsideTakeNoQuadraticTime() {
    List<byte[]> texts = alike();
    SliceIndex index = new SliceIndex(texts);

    int found = 0;
    for (int i = 0; i < MANY; i++) {
      found += index.find(texts.get(i), 0, texts.get(i).length) == i ? 1 : 0;
    }
    assertThat(found).isEqualTo(MANY);
  }

  @Test
  void theHashIsAboutAllBytes() {
    Set<Integer> hashes = new HashSet<>();
    for (byte[] text : alike()) {
      hashes.add(SliceHash.of(text, 0, text.length));
    }

    // So many texts have about five pairs of the same hash of 32 bits.
    assertThat(hashes).hasSizeGreaterThan(MANY - 100);
  }

  /** The same length, and the same bytes at the ends and in the middle. */
  private static List<byte[]> alike() {
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      texts.add(bytes("a" + (100_000 + i) + "bcccccccd"));
    }
    return texts;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
