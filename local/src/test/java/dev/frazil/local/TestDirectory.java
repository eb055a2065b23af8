package dev.frazil.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories for tests, under the module's build output; logs stay there until the next run. */
final class TestDirectory {
  private TestDirectory() {}

  /** Where no stack is, even if an earlier run was cut short. */
  static Path forStack(String name) {
    Path directory = Path.of("target", "stacks", name).toAbsolutePath();
    StackDirectory earlier = new StackDirectory(directory);
    if (earlier.isStack()) {
      if (Files.exists(directory.resolve("state.json"))) {
        LocalStack.attach(directory).stop();
      }
      LocalStack.reset(directory);
    }
    return directory;
  }

  /** An empty plugin path. */
  static Path forPlugins() throws IOException {
    return Files.createDirectories(Path.of("target", "stacks", "plugins").toAbsolutePath());
  }
}
