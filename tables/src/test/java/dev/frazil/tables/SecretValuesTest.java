package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3.secret-access-key",
        "s3.access-key-id",
        "s3.session-token",
        "credential",
        "token",
        "jdbc.password",
        "rest.auth.basic.password",
        "adls.sas-token.account",
        "adls.auth.shared-key.account.key-secret",
        "gcs.oauth2.token",
        "client.credentials-provider.clientSecret",
      })
  void areKnownByTheirKeys(String key) {
    assertThat(SecretValues.among(Map.of(key, "hunter2")).removedFrom("x hunter2 y hunter2"))
        .isEqualTo("x *** y ***");
  }

  @ParameterizedTest
  @CsvSource({
    "token-refresh-enabled, true",
    "token-expires-in-ms, 3600",
    "rest.auth.type, oauth2",
    "client.credentials-provider, some.Provider",
    "credentials.uri, https://host",
    "warehouse, s3://bucket",
    "token, ''",
  })
  void otherValuesMayBeTold(String key, String value) {
    assertThat(SecretValues.among(Map.of(key, value)).removedFrom("a " + value + " b"))
        .isEqualTo("a " + value + " b");
  }

  @ParameterizedTest
  @CsvSource({
    "https://user:hunter2@host/x, https://user:***@host/x",
    "jdbc:postgresql://h/db?user=u&password=hunter2&ssl=true,"
        + " jdbc:postgresql://h/db?user=u&password=***&ssl=true",
    "jdbc:sqlserver://h;Password=hunter2;x=y, jdbc:sqlserver://h;Password=***;x=y",
  })
  void areKnownInsideAddresses(String address, String shown) {
    SecretValues secrets = SecretValues.among(Map.of("uri", address));
    assertThat(secrets.removedFrom("Failed to connect: " + address))
        .isEqualTo("Failed to connect: " + shown);
  }

  @Test
  void theLongestIsRemovedFirst() {
    SecretValues secrets = SecretValues.among(Map.of("token", "abc", "credential", "abcdef"));
    assertThat(secrets.removedFrom("abcdef abc")).isEqualTo("*** ***");
  }

  @Test
  void areFoundAnywhereInAFailure() {
    SecretValues secrets = SecretValues.among(Map.of("token", "hunter2"));
    RuntimeException suppressing = new RuntimeException("outer", new RuntimeException());
    assertThat(secrets.areIn(suppressing)).isFalse();
    suppressing.addSuppressed(new IllegalStateException("was hunter2"));
    assertThat(secrets.areIn(suppressing)).isTrue();
    assertThat(secrets.areIn(new RuntimeException("outer", new RuntimeException("hunter2"))))
        .isTrue();
  }
}
