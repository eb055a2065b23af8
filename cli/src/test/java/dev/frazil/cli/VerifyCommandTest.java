package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private Path directory;

  @BeforeEach
  void prepare(@TempDir Path temporary) {
    directory = temporary;
  }

  @Test
  void withoutAStackItCannotVerify() {
    assertCannot(
        verify("silver.views"),
        "Cannot find the stack in %1$s: none is running there (./frazil up --dir %1$s starts one)\n"
            .formatted(directory));
  }

  @Test
  void withoutAStackTheReferencesOfAConnectorAreOpen() {
    assertCannot(
        verify(
            "silver.views",
            "--connector",
            Repository.path("config/connectors/movies.json").toString()),
        "Cannot resolve ${env:FRAZIL_CATALOG_URI} in iceberg.catalog.uri: the variable is not set,"
            + " and no stack that sets it runs\n");
  }

  @Test
  void aCatalogThatDoesNotAnswerIsNoViolation() throws IOException {
    Path config = directory.resolve("catalog.properties");
    Files.writeString(config, "type=rest\nuri=http://127.0.0.1:1\nrest.client.max-retries=1\n");
    Invocation run = verify("silver.views", "--catalog-config", config.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Cannot open catalog lake: ").contains("Connection refused");
  }

  @Test
  void aConnectorsCatalogMustKeepToItsPolicy() throws IOException {
    Path connector = directory.resolve("connector.json");
    Files.writeString(
        connector,
        """
        {"name": "c", "config": {"connector.class": "X", "iceberg.catalog": "mine",
         "iceberg.catalog.type": "rest", "iceberg.catalog.uri": "http://169.254.1.1",
         "iceberg.allowed-hosts": "metadata, 169.254.1.2"}}
        """);
    Invocation run = verify("silver.views", "--connector", connector.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("Cannot open catalog mine: Invalid uri: ");
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    Path absent = directory.resolve("absent");
    assertCannot(
        verify("silver.views", "--connector", absent.toString()),
        "Cannot read %s: there is no such file\n".formatted(absent));
    assertCannot(
        verify("silver.views", "--catalog-config", absent.toString()),
        "Cannot read %s: there is no such file\n".formatted(absent));
  }

  @Test
  void asJsonTheReasonIsInTheOutput() {
    Invocation run = verify("silver.views", "--json");
    assertThat(run)
        .isEqualTo(
            new Invocation(
                2,
                """
                {
                  "result" : "unverifiable",
                  "table" : "silver.views",
                  "reason" : "Cannot find the stack in %1$s: none is running there (./frazil up --dir %1$s starts one)"
                }
                """
                    .formatted(directory),
                ""));
  }

  @Test
  void whatMakesNoSenseIsWrongUsage() {
    assertCannot(
        verify("views"),
        "Invalid table name: views (expected namespace.table, each level 1 to 255 letters, digits,"
            + " _ or -)\nTry './frazil verify --help'.\n");
    assertCannot(
        verify("silver.views", "--connector", "a", "--catalog-config", "b"),
        "Invalid catalog: --connector and --catalog-config (expected one of them)\n"
            + "Try './frazil verify --help'.\n");
    assertCannot(
        verify("silver.views", "--ledger-id", "a b"),
        "Invalid ledger id: a b (expected 1 to 64 letters, digits, _ or -)\n");
  }

  private Invocation verify(String... args) {
    List<String> all = new ArrayList<>(List.of("verify"));
    all.addAll(List.of(args));
    all.addAll(List.of("--dir", directory.toString()));
    return Invocation.of(all.toArray(String[]::new));
  }

  private static void assertCannot(Invocation run, String message) {
    assertThat(run).isEqualTo(new Invocation(2, "", message));
  }
}
