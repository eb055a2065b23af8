package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents and the shipped files say is so. */
class DocumentsTest {
  private static final Path HOME = Path.of(System.getProperty("frazil.home"));
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
  private static final Set<String> NOT_OURS = Set.of("ByteArrayConverter", "ConfigDef");

  @Test
  void architectureNamesClassesThatExist() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String document : Set.of("ARCHITECTURE.md", "CONTRIBUTING.md")) {
      Matcher matcher = CLASS.matcher(Files.readString(HOME.resolve(document)));
      while (matcher.find()) {
        named.add(matcher.group(1));
      }
    }
    named.removeAll(NOT_OURS);
    named.removeAll(Set.of("Utils", "Helper", "Manager", "Impl"));

    assertThat(named).isNotEmpty();
    assertThat(classes()).containsAll(named);
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    try (Stream<Path> all = Files.walk(HOME.resolve("docs"))) {
      Set<Path> documents =
          Stream.concat(
                  all.filter(file -> file.toString().endsWith(".md")),
                  Stream.of("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md").map(HOME::resolve))
              .collect(Collectors.toSet());
      for (Path document : documents) {
        Matcher matcher = LINK.matcher(Files.readString(document));
        while (matcher.find()) {
          String target = matcher.group(1);
          if (!target.startsWith("http")) {
            assertThat(document.resolveSibling(target)).as("link in %s", document).exists();
          }
        }
      }
    }
  }

  /** A new file in config/ belongs into a test that loads it, then into this list. */
  @Test
  void everyShippedConfigFileIsLoadedByATest() throws IOException {
    try (Stream<Path> files = Files.walk(HOME.resolve("config"))) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> HOME.resolve("config").relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "connectors/bronze.json",
              "connectors/movie-log.json",
              "connectors/movies.json",
              "connectors/orders.json",
              "contracts/events_clicks.json",
              "contracts/events_ratings.json",
              "contracts/events_views.json",
              "contracts/movie_log.json",
              "rules/movie_log.json",
              "topics-bronze.json",
              "topics-movie-log.json",
              "topics.json",
              "worker.properties");
    }
  }

  private static Set<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(HOME)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
