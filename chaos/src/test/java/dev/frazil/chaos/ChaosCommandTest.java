package dev.frazil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ChaosCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpSaysWhatItDoes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .startsWith("Usage: frazil chaos")
        .contains("./frazil chaos --minutes 2 --seed 7")
        .contains("docs/how-to-chaos.md")
        .doesNotContain("DEFAULT-VALUE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--peer=confluent | Invalid peer: confluent (expected apache)",
        "--rate=0 | Invalid rate: 0 (expected 1 or more)",
        "--minutes=0 | Invalid length: PT0S (expected some time)",
        "--events=kill,meteor | Invalid event: meteor (expected one of kill, freeze,",
      })
  void whatMakesNoSenseIsRefused(String argument, String message) {
    assertThat(run(argument)).isEqualTo(2);
    assertThat(err.toString()).startsWith(message);
  }

  private int run(String argument) {
    CommandLine command =
        Chaos.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(List.of(argument).toArray(String[]::new));
  }
}
