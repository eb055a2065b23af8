package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iceberg.catalog.credential",
        "iceberg.catalog.token",
        "iceberg.catalog.s3.secret-access-key",
        "iceberg.catalog.s3.session-token",
        "iceberg.catalog.jdbc.password",
        "iceberg.catalog.rest.auth.basic.password",
        "iceberg.catalog.rest.client.proxy.password",
        "iceberg.catalog.header.Authorization",
        "iceberg.catalog.header.X-Api-Key",
        "iceberg.catalog.adls.sas-token.account.dfs.core.windows.net",
        "iceberg.catalog.adls.auth.shared-key.account.key",
        "iceberg.catalog.adls.connection-string.account",
        "iceberg.catalog.gcs.oauth2.token",
        "iceberg.catalog.gcs.encryption-key",
        "iceberg.catalog.gcp.auth.credentials-json",
        "iceberg.catalog.urn:ietf:params:oauth:token-type:jwt",
        "iceberg.kafka.sasl.jaas.config",
        "iceberg.kafka.ssl.keystore.password",
        "iceberg.kafka.ssl.keystore.key",
        "value.converter.basic.auth.user.info",
        "producer.override.sasl.jaas.config",
        "transforms.mask.encryption.password",
        "credential",
        "adls.auth.shared-key.account.key-secret",
        "client.credentials-provider.clientSecret",
        "client.credentials-provider.pwd"
      })
  void isSecret(String key) {
    assertThat(SecretKeys.isSecret(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "topics",
        "iceberg.catalog",
        "iceberg.catalog.uri",
        "iceberg.catalog.s3.access-key-id",
        "iceberg.catalog.token-refresh-enabled",
        "iceberg.catalog.token-expires-in-ms",
        "iceberg.catalog.oauth2-server-uri",
        "iceberg.catalog.client.credentials-provider",
        "iceberg.catalog.client.refresh-credentials-endpoint",
        "iceberg.catalog.include-credentials",
        "iceberg.catalog.gcp.auth.credentials-path",
        "iceberg.catalog.adls.auth.shared-key.account.name",
        "iceberg.kafka.ssl.truststore.location",
        "iceberg.kafka.sasl.oauthbearer.token.endpoint.url",
        "iceberg.table.silver.password.partition-by",
        "iceberg.tables.auto-create-props.token",
        "iceberg.allow-literal-secrets",
        "transforms.password.type",
        "transforms.token.fields",
        "key.converter",
        "rest.auth.type",
        "token-expires-in-ms",
        "credentials.uri",
        "client.credentials-provider"
      })
  void isNoSecret(String key) {
    assertThat(SecretKeys.isSecret(key)).isFalse();
  }
}
