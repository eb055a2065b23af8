package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralSecretsTest {

  private static final String SECRET = "iceberg.catalog.s3.secret-access-key";

  @Test
  void aSecretInClearIsFoundAndNotRepeated() {
    assertThat(LiteralSecrets.violations(Map.of("topics", "views", SECRET, "s3cr3t")))
        .containsExactly(
            Map.entry(
                SECRET,
                "Cannot send iceberg.catalog.s3.secret-access-key to Connect: its value is a secret"
                    + " in clear (expected a reference such as ${env:NAME}, or"
                    + " iceberg.allow-literal-secrets=true)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/catalog?user=frazil&password=s3cr3t",
        "jdbc:sqlserver://db;user=frazil;password=s3cr3t",
        "https://frazil:s3cr3t@catalog.example.org/api"
      })
  void aPasswordInsideAnAddressIsFound(String uri) {
    assertThat(LiteralSecrets.violations(Map.of("iceberg.catalog.uri", uri)))
        .containsExactly(
            Map.entry(
                "iceberg.catalog.uri",
                "Cannot send iceberg.catalog.uri to Connect: its value contains a password in clear"
                    + " (expected a reference such as ${env:NAME}, or"
                    + " iceberg.allow-literal-secrets=true)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env:KEY}", "${file:/run/secrets/s3:key}", " ${vault:a/b:key} ", ""})
  void referencesPass(String value) {
    assertThat(LiteralSecrets.violations(Map.of(SECRET, value))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x${env:KEY}", "${KEY}", "${env:A}${env:B} c", "$env:KEY"})
  void whatOnlyResemblesAReferenceIsFound(String value) {
    assertThat(LiteralSecrets.violations(Map.of(SECRET, value))).containsOnlyKeys(SECRET);
  }

  @Test
  void aJaasLinePassesWithAReferenceInIt() {
    String line = "org.example.Login required username=\"frazil\" password=\"%s\";";
    String key = "iceberg.kafka.sasl.jaas.config";

    assertThat(LiteralSecrets.violations(Map.of(key, line.formatted("${env:PASSWORD}")))).isEmpty();
    assertThat(LiteralSecrets.violations(Map.of(key, line.formatted("s3cr3t"))))
        .containsOnlyKeys(key);
  }

  @Test
  void anAddressWithAReferencedPasswordPasses() {
    assertThat(
            LiteralSecrets.violations(
                Map.of("iceberg.catalog.uri", "jdbc:postgresql://db/c?password=${env:PASSWORD}")))
        .isEmpty();
  }

  @Test
  void secretsInClearCanBeAllowed() {
    assertThat(LiteralSecrets.violations(Map.of(SECRET, "s3cr3t", LiteralSecrets.ALLOW, "true")))
        .isEmpty();
    assertThat(LiteralSecrets.violations(Map.of(SECRET, "s3cr3t", LiteralSecrets.ALLOW, "false")))
        .containsOnlyKeys(SECRET);
  }
}
