package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private Path file;
  private LogFile log;

  @BeforeEach
  void create(@TempDir Path directory) throws IOException {
    file = directory.resolve("connect.log");
    Files.writeString(file, "one\ntwo\nthree\nhal");
    log = new LogFile(file);
  }

  @Test
  void lastLinesAreWholeLines() {
    assertThat(log.part()).isEqualTo("connect");
    assertThat(log.last(2)).containsExactly("two", "three");
    assertThat(log.last(9)).containsExactly("one", "two", "three");
  }

  @Test
  void moreGoesOnWhereTheLastLookEnded() throws IOException {
    log.last(1);
    assertThat(log.more()).isEmpty();
    Files.writeString(file, "f\nżółw\n", StandardOpenOption.APPEND);
    assertThat(log.more()).containsExactly("half", "żółw");
    assertThat(log.more()).isEmpty();
  }

  @Test
  void aFileBegunAnewIsReadFromItsBeginning() throws IOException {
    log.last(1);
    Files.writeString(file, "new\n");
    assertThat(log.more()).containsExactly("new");
  }

  @Test
  void aLineWithoutEndIsGivenOutInPieces() throws IOException {
    Files.writeString(file, "x".repeat(3_000_000));
    assertThat(log.last(1)).containsExactly("x".repeat(1024 * 1024));
  }
}
