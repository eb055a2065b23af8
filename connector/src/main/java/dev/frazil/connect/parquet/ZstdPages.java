package dev.frazil.connect.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Compresses pages with zstd, each in one call, at one of two levels: for random text, such as
 * UUIDs, the lower one takes half the time and less space. One thread at a time.
 */
final class ZstdPages implements BytesInputCompressor {
  /** The level at which Parquet compresses when a table says none. */
  private static final int DEFAULT_LEVEL = 3;

  private static final int FAST_LEVEL = 1;
  private static final int PAGES_BETWEEN_TRIALS = 32;
  private static final int KEPT_BYTES = 4 << 20;

  /** Which of the levels suits the pages of one column, as far as is known. */
  static final class Choice {
    private boolean fast;
    private int pagesBeforeTrial;
  }

  private Source source = new Source();
  private final Level regular;
  private final @Nullable Level fast;
  private @Nullable Choice choice;

  private ZstdPages(Level regular, @Nullable Level fast) {
    this.regular = regular;
    this.fast = fast;
  }

  /** Every page at the level. */
  static ZstdPages at(int level) {
    return new ZstdPages(new Level(level), null);
  }

  /** The pages of each column that has a choice at whichever level makes them smaller. */
  static ZstdPages byChoice() {
    return new ZstdPages(new Level(DEFAULT_LEVEL), new Level(FAST_LEVEL));
  }

  /** The pages that follow are of the column with that choice, or of one that has none. */
  void choose(@Nullable Choice ofColumn) {
    choice = ofColumn;
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    if (source.isLarge()) {
      source = new Source();
    }
    source.reset();
    bytes.writeAllTo(source);
    return choice == null || fast == null ? regular.compress(source) : compress(choice, fast);
  }

  private BytesInput compress(Choice column, Level lower) {
    if (column.pagesBeforeTrial > 0) {
      column.pagesBeforeTrial--;
      return (column.fast ? lower : regular).compress(source);
    }
    BytesInput small = lower.compress(source);
    BytesInput usual = regular.compress(source);
    column.pagesBeforeTrial = PAGES_BETWEEN_TRIALS;
    column.fast = small.size() <= usual.size();
    return column.fast ? small : usual;
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    regular.close();
    if (fast != null) {
      fast.close();
    }
  }

  /** A page in one piece. */
  private static final class Source extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }

    boolean isLarge() {
      return buf.length > KEPT_BYTES;
    }
  }

  /** A compressor at one level, with what it compressed last. */
  private static final class Level {
    private final int level;
    private @Nullable ZstdCompressCtx context;
    private byte[] compressed = {};

    Level(int level) {
      this.level = level;
    }

    /** The page compressed, until the next one is. */
    BytesInput compress(Source page) {
      int bound = Math.toIntExact(Zstd.compressBound(page.size()));
      if (compressed.length < bound || compressed.length > KEPT_BYTES) {
        compressed = new byte[bound];
      }
      int size =
          opened()
              .compressByteArray(compressed, 0, compressed.length, page.bytes(), 0, page.size());
      return BytesInput.from(compressed, 0, size);
    }

    private ZstdCompressCtx opened() {
      ZstdCompressCtx opened = context;
      if (opened == null) {
        opened = new ZstdCompressCtx();
        opened.setLevel(level);
        context = opened;
      }
      return opened;
    }

    void close() {
      if (context != null) {
        context.close();
      }
    }
  }
}
