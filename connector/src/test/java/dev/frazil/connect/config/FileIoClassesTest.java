package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.io.FileIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of Iceberg's file IO works with the libraries that are part of the plugin. */
class FileIoClassesTest {

  private static FileIO load(String name) {
    return CatalogUtil.loadFileIO(name, Map.of("client.region", "eu-west-1"), null);
  }

  @Test
  void s3Works() {
    for (String name :
        new String[] {
          "org.apache.iceberg.aws.s3.S3FileIO", "org.apache.iceberg.io.ResolvingFileIO"
        }) {
      try (FileIO io = load(name)) {
        assertThat(io.newOutputFile("s3://bucket/file").location()).isEqualTo("s3://bucket/file");
      }
    }
  }

  /** Why the catalog policy refuses it. */
  @Test
  void hadoopDoesNot(@TempDir Path directory) {
    try (FileIO io = load("org.apache.iceberg.hadoop.HadoopFileIO")) {
      String location = directory.resolve("file").toUri().toString();

      assertThatThrownBy(() -> io.newOutputFile(location)).isInstanceOf(LinkageError.class);
    }
  }

  @Test
  void itsMessageIsAtItsKey() {
    assertThat(
            ConfigValidation.localProblems(
                TestingConfigs.with(
                    "iceberg.catalog.io-impl", "org.apache.iceberg.hadoop.HadoopFileIO")))
        .containsExactly(
            new ConfigProblem(
                "iceberg.catalog.io-impl",
                "Invalid io-impl: org.apache.iceberg.hadoop.HadoopFileIO (expected one that needs"
                    + " no Hadoop, such as org.apache.iceberg.aws.s3.S3FileIO; Hadoop's file"
                    + " systems are not part of this connector)"));
  }
}
