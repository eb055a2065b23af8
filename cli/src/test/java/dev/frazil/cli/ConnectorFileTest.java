package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorFileTest {
  private Path directory;

  @BeforeEach
  void prepare(@TempDir Path temporary) {
    directory = temporary;
  }

  @Test
  void readsNameAndConfigInTheOrderOfTheFile() throws IOException {
    ConnectorFile connector =
        read(
            "{\"name\": \"c\", \"config\": {\"connector.class\": \"X\", \"tasks.max\": 3, \"a\":"
                + " true}}");
    assertThat(connector.name()).isEqualTo("c");
    assertThat(connector.config())
        .containsExactly(
            Map.entry("connector.class", "X"), Map.entry("tasks.max", "3"), Map.entry("a", "true"));
  }

  @Test
  void overridesWin() throws IOException {
    ConnectorFile connector =
        read("{\"name\": \"c\", \"config\": {\"connector.class\": \"X\", \"a\": \"1\"}}");
    assertThat(connector.with(Map.of("a", "2", "b", "3")).config())
        .isEqualTo(Map.of("connector.class", "X", "a", "2", "b", "3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\": | not JSON at line 1, column 9: Unexpected end-of-input within/between Object"
            + " entries",
        "{\"name\": \"c\"} | Invalid connector file: no name or no config (expected {\"name\": ...,"
            + " \"config\": {...}})",
        "[] | Invalid connector file: no name or no config (expected {\"name\": ..., \"config\":"
            + " {...}})",
        "{\"name\": \"c\", \"config\": {}} | Invalid connector c: no connector.class in its config",
        "{\"name\": \" \", \"config\": {\"connector.class\": \"X\"}} | Invalid connector name:"
            + " blank (expected a name)",
        "{\"name\": \"c\", \"config\": {\"a\": {\"b\": 1}}} | Invalid value of a: {\"b\":1}"
            + " (expected text)",
        "{\"name\": \"c\", \"config\": {\"a\": null}} | Invalid value of a: null (expected text)",
        "{\"name\": \"c\", \"config\": {\"a\": 1, \"a\": 2}} | not JSON at line 1, column 37:"
            + " Duplicate field 'a'"
      })
  void saysWhatIsWrongWithAFile(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("Cannot read " + directory.resolve("c.json") + ": " + message);
  }

  @Test
  void saysThatAFileIsNotThere() {
    Path absent = directory.resolve("absent.json");
    assertThatThrownBy(() -> ConnectorFile.read(absent))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("Cannot read " + absent + ": there is no such file");
  }

  private ConnectorFile read(String json) throws IOException {
    return ConnectorFile.read(Files.writeString(directory.resolve("c.json"), json));
  }
}
