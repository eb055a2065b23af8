package dev.frazil.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shipped files of the checkout, for tests that hold them against each other. */
final class Repository {
  private static final Pattern VARIABLE = Pattern.compile("([A-Z][A-Z0-9_]*)=.*");

  private Repository() {}

  static Path path(String relative) {
    return Path.of(System.getProperty("frazil.home")).resolve(relative);
  }

  static List<Path> files(String directory) {
    try (Stream<Path> files = Files.list(path(directory))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String relative) {
    return read(relative, new ObjectMapper());
  }

  static JsonNode yaml(String relative) {
    return read(relative, new YAMLMapper());
  }

  static Properties properties(String relative) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path(relative))) {
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String relative) {
    try {
      return Files.readString(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the variables in {@code .env.example}. */
  static Set<String> variables() {
    return text(".env.example")
        .lines()
        .map(VARIABLE::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode read(String relative, ObjectMapper mapper) {
    try {
      return mapper.readTree(path(relative).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
