package dev.frazil.connect.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** The pages of one chunk of a column that has no repeated values, compressed as suits it. */
final class ChunkPages {
  private final PageWriter pages;
  private final ZstdPages.Choice choice;
  private final @Nullable ZstdPages zstd;

  /** With another codec than zstd there is nothing to choose. */
  ChunkPages(PageWriter pages, ZstdPages.Choice choice, @Nullable ZstdPages zstd) {
    this.pages = pages;
    this.choice = choice;
    this.zstd = zstd;
  }

  void write(
      BytesInput page, int rows, Statistics<?> statistics, SizeStatistics sizes, Encoding encoding)
      throws IOException {
    choose(choice);
    try {
      pages.writePage(
          page, rows, rows, statistics, sizes, null, Encoding.RLE, Encoding.RLE, encoding);
    } finally {
      choose(null);
    }
  }

  void writeDictionary(BytesInput entries, int count) throws IOException {
    pages.writeDictionaryPage(new DictionaryPage(entries, count, Encoding.PLAIN));
  }

  private void choose(ZstdPages.@Nullable Choice made) {
    if (zstd != null) {
      zstd.choose(made);
    }
  }

  /** How many bytes the pages have that were written. */
  long bytes() {
    return pages.getMemSize();
  }

  /** How many bytes of memory they take. */
  long allocatedBytes() {
    return pages.allocatedSize();
  }
}
