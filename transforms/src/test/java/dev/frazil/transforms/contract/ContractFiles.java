package dev.frazil.transforms.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The contracts that the project ships, as files. */
public final class ContractFiles {
  private ContractFiles() {}

  /** All of them, by name. */
  public static List<Path> all() {
    try (Stream<Path> files = Files.list(directory())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document for a topic. */
  public static String read(String topic) {
    return read(directory().resolve(topic + ".json"));
  }

  /** The document in a file. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    return Path.of(System.getProperty("frazil.home", ".."), "config", "contracts");
  }
}
