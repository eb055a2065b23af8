package dev.frazil.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.config.LiteralSecrets;
import dev.frazil.local.Endpoints;
import dev.frazil.local.TopicSpec;
import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.line.LineRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every connector that we ship refers to what is there. */
class ShippedConnectorsTest {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+):([^}]*)}");
  private static final long BROKER_MESSAGE_LIMIT = 1_048_588;

  static List<Path> connectors() {
    return Repository.files("config/connectors");
  }

  static List<Path> contracts() {
    return Repository.files("config/contracts");
  }

  static List<Path> rules() {
    return Repository.files("config/rules");
  }

  @Test
  void theMovieConnectorIsShipped() {
    assertThat(connectors()).contains(Home.movieConnector());
    assertThat(contracts()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(rules()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void everyReferenceLeadsSomewhere(Path file) {
    Set<String> variables = Repository.variables();
    ConnectorFile connector = ConnectorFile.read(file);
    assertThat(references(connector)).isNotEmpty();
    for (MatchResult reference : references(connector)) {
      String target = reference.group(2);
      switch (reference.group(1)) {
        case "env" -> assertThat(variables).contains(target);
        case "dir" -> {
          String[] parts = target.split(":", 2);
          assertThat(Repository.path(parts[0]).resolve(parts[1])).isRegularFile();
        }
        default ->
            throw new AssertionError(
                "no such provider in config/worker.properties: " + reference.group());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void noSecretIsInClear(Path file) {
    assertThat(LiteralSecrets.violations(ConnectorFile.read(file).config())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void topicsAreDeclaredAndDeadLettersHaveMoreRoomThanTheirSource(Path file) {
    Map<String, TopicSpec> declared =
        Repository.files("config").stream()
            .filter(topics -> topics.getFileName().toString().startsWith("topics"))
            .flatMap(topics -> TopicSpec.load(topics).stream())
            .collect(Collectors.toMap(TopicSpec::name, Function.identity()));
    Map<String, String> config = ConnectorFile.read(file).config();
    assertThat(declared).containsKeys(list(config, "topics"));
    TopicSpec deadLetters = declared.get(text(config, "errors.deadletterqueue.topic.name"));
    long room = Long.parseLong(text(requireNonNull(deadLetters).config(), "max.message.bytes"));
    long request = Long.parseLong(text(config, "producer.override.max.request.size"));
    assertThat(request).isGreaterThan(BROKER_MESSAGE_LIMIT);
    assertThat(room).isGreaterThanOrEqualTo(request);
  }

  /** Other converters of headers take them for JSON or text, and render them anew. */
  @ParameterizedTest
  @MethodSource("connectors")
  void deadLettersAreKeptInTablesWithTheirKeysAndHeadersAsTheyCame(Path file) {
    Map<String, String> config = ConnectorFile.read(file).config();
    assertThat(config)
        .containsEntry("iceberg.deadletters.table-template", "silver_deadletter.${topic}")
        .containsEntry("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter")
        .containsEntry(
            "header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void overridesAreOnesThatTheWorkerAllows(Path file) {
    Set<String> allowed =
        Set.of(
            Repository.properties("config/worker.properties")
                .getProperty("connector.client.config.override.allowlist")
                .split("\\s*,\\s*"));
    for (String key : ConnectorFile.read(file).config().keySet()) {
      if (key.contains(".override.")) {
        assertThat(allowed).contains(key.replaceFirst("^[a-z]+\\.override\\.", ""));
      }
    }
  }

  @Test
  void eachMovieTopicMeetsTheContractOfItsName() {
    Map<String, String> config = ConnectorFile.read(Home.movieConnector()).config();
    Set<String> matched = new TreeSet<>();
    for (String transform : list(config, "transforms")) {
      String prefix = "transforms." + transform + ".";
      String pattern =
          text(config, "predicates." + text(config, prefix + "predicate") + ".pattern");
      assertThat(config.get(prefix + "contract"))
          .isEqualTo("${dir:config/contracts:" + pattern + ".json}");
      assertThat(config.get(prefix + "on.reject")).isEqualTo("mark");
      matched.add(pattern);
    }
    assertThat(matched).containsExactlyInAnyOrder(list(config, "topics"));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void everyContractCompiles(Path file) throws IOException {
    assertThat(EventContract.compile(Files.readString(file)).schema().fields()).isNotEmpty();
  }

  /** Rules of lines are for the contract that has their name. */
  @ParameterizedTest
  @MethodSource("rules")
  void allRulesFitTheirContract(Path file) throws IOException {
    Path contract = Repository.path("config/contracts").resolve(file.getFileName());
    assertThat(
            LineRules.compile(Files.readString(file))
                .parser(EventContract.compile(Files.readString(contract)), 1_000))
        .isNotNull();
  }

  @Test
  void theLocalStackSetsEveryVariableThatConnectorsTake() {
    Path nowhere = Path.of("nowhere");
    Set<String> set =
        new TreeSet<>(
            new Endpoints("b", "c", "i", "s", "k", "x", "r", "w", nowhere, nowhere)
                .environment()
                .keySet());
    set.add("FRAZIL_CONNECT_LISTENERS");
    set.add("FRAZIL_REGISTRY_URL");
    assertThat(Repository.variables()).isEqualTo(set);
  }

  private static String text(Map<String, String> config, String key) {
    assertThat(config).containsKey(key);
    return config.getOrDefault(key, "");
  }

  private static String[] list(Map<String, String> config, String key) {
    return text(config, key).split(",", -1);
  }

  private static List<MatchResult> references(ConnectorFile connector) {
    return connector.config().values().stream()
        .flatMap(value -> REFERENCE.matcher(value).results())
        .toList();
  }
}
