package dev.frazil.connect.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

class HealthReferenceTest {
  private static final Path FILE =
      Path.of(System.getProperty("frazil.home"), "docs", "reference", "health.md");

  @Test
  void theReferenceHasTheKeysAsTheyAreDefined() throws IOException {
    List<String> rows =
        HealthConfig.DEFINITION.configKeys().values().stream()
            .map(HealthReferenceTest::row)
            .toList();

    try (Stream<String> lines = Files.lines(FILE)) {
      assertThat(lines.filter(line -> line.startsWith("| `frazil.")))
          .containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  private static String row(ConfigKey key) {
    return "| `" + key.name + "` | `" + key.defaultValue + "` | " + key.documentation + " |";
  }
}
