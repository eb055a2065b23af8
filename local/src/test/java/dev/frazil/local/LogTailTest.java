package dev.frazil.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LogTailTest {
  @Property(tries = 100)
  void theLastLinesAreTheEndOfWhatWasWrittenSince(
      @ForAll @Size(max = 30) List<@AlphaChars @StringLength(min = 1, max = 9) String> before,
      @ForAll @Size(max = 30) List<@AlphaChars @StringLength(min = 1, max = 9) String> since,
      @ForAll @IntRange(min = 1, max = 40) int count)
      throws IOException {
    Path log = Files.createTempFile("tail", ".log");
    try {
      Files.write(log, before);
      long from = LogTail.size(log);
      Files.write(log, since, StandardOpenOption.APPEND);
      assertThat(LogTail.lines(log, from, count))
          .isEqualTo(since.subList(Math.max(0, since.size() - count), since.size()));
    } finally {
      Files.delete(log);
    }
  }

  @Example
  void framesOfStackTracesAreLeftOut() throws IOException {
    Path log = Files.createTempFile("tail", ".log");
    try {
      Files.writeString(log, "a\nX: b\n\tat c.D.e(D.java:1)\n\t... 3 more\nCaused by: Y: f\n");
      assertThat(LogTail.lines(log, 0, 2)).containsExactly("X: b", "Caused by: Y: f");
    } finally {
      Files.delete(log);
    }
  }

  @Example
  void aLogThatIsNotThereIsSaidToBeSo() {
    assertThat(LogTail.lines(Path.of("target/absent.log"), 0, 5))
        .containsExactly("(cannot read the log: target/absent.log (No such file or directory))");
  }
}
