package dev.frazil.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The reference that people read is what JMX shows. After a change of the metrics: {@code mvn test
 * -pl connector -Dtest=MetricsReferenceTest -Dfrazil.reference=write}.
 */
class MetricsReferenceTest {
  private static final Path FILE =
      Path.of(System.getProperty("frazil.home"), "docs", "reference", "metrics.md");

  @Test
  void theCommittedReferenceIsWhatJmxShows() throws IOException {
    if ("write".equals(System.getProperty("frazil.reference"))) {
      Files.writeString(FILE, MetricsReference.markdown());
    }

    assertThat(FILE).content().isEqualTo(MetricsReference.markdown());
  }
}
