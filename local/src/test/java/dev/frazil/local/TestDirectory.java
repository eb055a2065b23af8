package dev.frazil.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories for tests, under the module's build output. */
final class TestDirectory {
  private TestDirectory() {}

  static Path create(String name) throws IOException {
    Path parent = Files.createDirectories(Path.of("target", "stacks").toAbsolutePath());
    return Files.createTempDirectory(parent, name);
  }
}
