package dev.frazil.cli;

import dev.frazil.cli.letters.SharedCatalog;
import dev.frazil.cli.letters.TestingLetters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A connector's file, and the catalog that it names. */
abstract class LetterScenario {
  private static final String CONTRACT =
      "{\\\"type\\\":\\\"object\\\",\\\"properties\\\":{\\\"id\\\":{\\\"type\\\":\\\"integer\\\","
          + "\\\"maximum\\\":MOST}},\\\"required\\\":[\\\"id\\\"]}";

  final String warehouse = UUID.randomUUID().toString();
  final SharedCatalog catalog = SharedCatalog.of(warehouse);
  final TestingLetters views = new TestingLetters(catalog, "views");
  private Path directory = Path.of("");

  @BeforeEach
  void prepare(@TempDir Path temporary) {
    directory = temporary;
  }

  /** A connector whose contract allows ids up to this one. */
  Path connector(long most) throws IOException {
    return connector(most, "silver_deadletter.${topic}");
  }

  Path connector(long most, String template) throws IOException {
    return connector(most, template, "main");
  }

  /** One that commits to a branch. */
  Path connector(long most, String template, String branch) throws IOException {
    Path file = directory.resolve("movies.json");
    Files.writeString(
        file,
        """
        {"name": "movies", "config": {
          "connector.class": "dev.frazil.connect.FrazilSinkConnector",
          "topics.regex": ".*",
          "key.converter": "org.apache.kafka.connect.converters.ByteArrayConverter",
          "value.converter": "org.apache.kafka.connect.converters.ByteArrayConverter",
          "header.converter": "org.apache.kafka.connect.converters.ByteArrayConverter",
          "transforms": "valid",
          "transforms.valid.type": "dev.frazil.transforms.ValidateEvent",
          "transforms.valid.contract": "%s",
          "transforms.valid.on.reject": "mark",
          "iceberg.catalog.catalog-impl": "dev.frazil.cli.letters.SharedCatalog",
          "iceberg.catalog.warehouse": "%s",
          "iceberg.allowed-classes": "dev.frazil.cli.letters.SharedCatalog",
          "iceberg.tables.auto-create-enabled": "true",
          "iceberg.tables.default-commit-branch": "%s",
          "iceberg.deadletters.table-template": "%s"}}
        """
            .formatted(CONTRACT.replace("MOST", Long.toString(most)), warehouse, branch, template));
    return file;
  }

  Invocation run(Path connector, String command, String... args) {
    List<String> all = new ArrayList<>(List.of("deadletters", command));
    all.addAll(List.of(args));
    all.addAll(List.of("--connector", connector.toString(), "--dir", directory.toString()));
    return Invocation.of(all.toArray(String[]::new));
  }

  /** The same, but it reads one topic. */
  static Path reading(String topic, Path connector) throws IOException {
    String text = Files.readString(connector);
    return Files.writeString(
        connector, text.replace("\"topics.regex\": \".*\"", "\"topics\": \" " + topic + " ,b\""));
  }
}
