package dev.frazil.transforms.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rules that the project ships, as files. */
public final class RuleFiles {
  private RuleFiles() {}

  /** The names of all of them. */
  public static List<String> names() {
    try (Stream<Path> files = Files.list(directory())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document of that name, without its ending. */
  public static String read(String name) {
    try {
      return Files.readString(directory().resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    return Path.of(System.getProperty("frazil.home", ".."), "config", "rules");
  }
}
