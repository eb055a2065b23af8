package dev.frazil.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class IngestTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      Ingest.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--events=0 | Invalid number of events: 0 (expected at least 1)",
        "--rounds=0 | Invalid number of rounds: 0 (expected at least 1)",
        "--heap=64  | Invalid heap: 64 MiB (expected at least 128)",
        "--gc=zgc   | Invalid value for option '--gc'",
        "--only=it  | Invalid value for option '--only'",
        "--speed=9  | Unknown option: '--speed=9'"
      })
  void wrongUsageSaysWhatWasExpected(String argument, String message) {
    assertThat(command.execute(argument)).isEqualTo(2);
    assertThat(err.toString()).startsWith(message);
  }

  @Test
  void changesAreTakenOneByOne() {
    assertThat(command.execute("--set", "a=1", "--set", "b=2=3", "--rounds=-1")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Invalid number of rounds: -1 (expected at least 1)");
  }

  @Test
  void helpNamesOptionsAndExitCodes() {
    assertThat(command.execute("--help")).isZero();
    assertThat(out.toString())
        .contains("--events", "--rounds", "--gc", "--heap", "--only", "--profile", "--set")
        .contains("3   Frazil takes more");
  }
}
