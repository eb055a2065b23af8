package dev.frazil.connect.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;

class ZstdPagesTest {
  private static final int PAGES_BETWEEN_TRIALS = 32;

  private static byte[] compressed(ZstdPages pages, byte[] page) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pages.compress(BytesInput.from(page)).writeAllTo(out);
    assertThat(Zstd.decompress(out.toByteArray(), page.length)).isEqualTo(page);
    return out.toByteArray();
  }

  /** Smaller at level 1. */
  private static byte[] ids(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append(new UUID(random.nextLong(), random.nextLong()));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Smaller at level 3. */
  private static byte[] prose(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append("word").append(random.nextInt(300) * 7_919).append(random.nextInt(9));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] at(int level, byte[] page) {
    return Zstd.compress(page, level);
  }

  @Test
  void theSamplesAreWhatTheyAreTakenFor() {
    assertThat(at(1, ids(1)).length).isLessThan(at(3, ids(1)).length);
    assertThat(at(1, prose(1)).length).isGreaterThan(at(3, prose(1)).length);
  }

  @Test
  void aColumnGetsTheLevelThatMakesItsPagesSmaller() throws IOException {
    ZstdPages pages = ZstdPages.byChoice();
    ZstdPages.Choice ofIds = new ZstdPages.Choice();
    ZstdPages.Choice ofProse = new ZstdPages.Choice();
    for (int i = 0; i < 3; i++) {
      pages.choose(ofIds);
      assertThat(compressed(pages, ids(i))).isEqualTo(at(1, ids(i)));
      pages.choose(ofProse);
      assertThat(compressed(pages, prose(i))).isEqualTo(at(3, prose(i)));
      pages.choose(null);
      assertThat(compressed(pages, ids(i))).isEqualTo(at(3, ids(i)));
    }
    pages.release();
  }

  @Test
  void aColumnThatChangesIsTriedAgain() throws IOException {
    ZstdPages pages = ZstdPages.byChoice();
    pages.choose(new ZstdPages.Choice());
    compressed(pages, ids(1));
    for (int i = 0; i < PAGES_BETWEEN_TRIALS; i++) {
      assertThat(compressed(pages, prose(i))).isEqualTo(at(1, prose(i)));
    }
    assertThat(compressed(pages, prose(99))).isEqualTo(at(3, prose(99)));
    assertThat(compressed(pages, prose(100))).isEqualTo(at(3, prose(100)));
    pages.release();
  }

  @Test
  void aLevelThatTheTableNamesIsKept() throws IOException {
    ZstdPages pages = ZstdPages.at(9);
    pages.choose(new ZstdPages.Choice());
    assertThat(compressed(pages, ids(1))).isEqualTo(at(9, ids(1)));
    assertThat(pages.getCodecName()).isEqualTo(CompressionCodecName.ZSTD);
    pages.release();
  }

  @Test
  void anEmptyPageIsAPage() throws IOException {
    ZstdPages pages = ZstdPages.byChoice();
    pages.choose(new ZstdPages.Choice());
    assertThat(compressed(pages, new byte[0])).isNotEmpty();
    pages.release();
  }
}
