package dev.frazil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.chaos.Truth.Destiny;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthLogTest {
  @Test
  void whatWasWrittenIsReadBack(@TempDir Path directory) {
    Truth row = new Truth("a", "events_views", 2, 1L << 40, -1, Long.MIN_VALUE, Destiny.ROW, "");
    Truth letter = new Truth("b", "events_views", 0, 0, 5, 0, Destiny.LETTER, "null_value");
    try (TruthLog log = TruthLog.create(directory.resolve("truth.tsv"))) {
      log.add(row);
      log.add(letter);
      log.unsure("c");
      assertThat(log.read()).isEqualTo(List.of(row, letter));
      assertThat(log.unsure()).containsExactly("c");
      assertThat(log.size()).isEqualTo(2);
    }
  }

  @Test
  void aLineThatIsCutIsNoTruth() {
    assertThat(Truth.parse("a\tevents_views\t1")).isEqualTo(Optional.empty());
  }
}
