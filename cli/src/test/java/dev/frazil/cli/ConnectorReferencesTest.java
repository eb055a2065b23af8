package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorReferencesTest {
  private Path home;
  private ConnectorReferences references;

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    home = directory;
    Files.createDirectories(home.resolve("config/contracts"));
    Files.writeString(home.resolve("config/contracts/a.json"), "{\"a\": \"$1\"}\n");
    Files.writeString(home.resolve("secrets.properties"), "key = s3cr3t\nwith\\:colon = c\n");
    references = new ConnectorReferences(Map.of("A", "1$", "B", "2"), home);
  }

  @Test
  void variablesAreResolvedWhereverTheyStand() {
    assertThat(references.resolved(Map.of("k", "x${env:A}-${env:B}", "l", "plain")))
        .isEqualTo(Map.of("k", "x1$-2", "l", "plain"));
  }

  @Test
  void filesAreReadWherePathsBeginAtTheCheckout() {
    assertThat(
            references.resolved(
                Map.of(
                    "dir", "${dir:config/contracts:a.json}",
                    "file", "<${file:secrets.properties:key}>",
                    "colon", "${file:secrets.properties:with:colon}",
                    "absolute", "${dir:" + home.resolve("config/contracts") + ":a.json}")))
        .isEqualTo(
            Map.of(
                "dir", "{\"a\": \"$1\"}\n",
                "file", "<s3cr3t>",
                "colon", "c",
                "absolute", "{\"a\": \"$1\"}\n"));
  }

  @Test
  void whatOnlyLooksLikeAReferenceStays() {
    assertThat(references.resolved(Map.of("k", "silver.${topic}", "l", "$1 {env:A}")))
        .isEqualTo(Map.of("k", "silver.${topic}", "l", "$1 {env:A}"));
  }

  @Test
  void aResolvedValueIsNotResolvedAgain() {
    assertThat(
            new ConnectorReferences(Map.of("A", "${env:B}"), home)
                .resolved(Map.of("k", "${env:A}")))
        .isEqualTo(Map.of("k", "${env:B}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${env:C} | the variable is not set, and no stack that sets it runs
          ${env:A:B} | the variable is not set, and no stack that sets it runs
          ${vault:a:b} | the provider vault is not known here (expected env, dir or file)
          ${dir:nowhere:a.json} | there is no directory HOME/nowhere
          ${dir:secrets.properties:a.json} | there is no directory HOME/secrets.properties
          ${dir:config/contracts:b.json} | there is no file b.json in HOME/config/contracts
          ${dir:a.json} | it names no path (expected provider, path and key)
          ${file:none.properties:key} | there is no file HOME/none.properties
          ${file:secrets.properties:other} | HOME/secrets.properties has no other
          ${file:secrets.properties} | it names no path (expected provider, path and key)
          """)
  void whatCannotBeResolvedIsNamed(String reference, String reason) {
    assertThatThrownBy(() -> references.resolved(Map.of("some.key", "a" + reference)))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "Cannot resolve %s in some.key: %s",
            reference, reason.replace("HOME", home.toString()));
  }
}
