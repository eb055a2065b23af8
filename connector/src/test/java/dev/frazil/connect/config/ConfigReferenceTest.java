package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dfrazil.reference=write} to write the file anew. */
class ConfigReferenceTest {

  private static final Path FILE =
      Path.of(System.getProperty("frazil.home"), "docs", "reference", "connector-config.md");

  @Test
  void theCommittedReferenceIsWhatTheDefinitionSays() throws IOException {
    if ("write".equals(System.getProperty("frazil.reference"))) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, ConfigReference.markdown());
    }

    assertThat(FILE).content().isEqualTo(ConfigReference.markdown());
  }

  @Test
  void everyKeyIsInIt() {
    assertThat(SinkKeys.definition().names())
        .allSatisfy(key -> assertThat(ConfigReference.markdown()).contains("| `" + key + "` |"));
  }
}
