package dev.frazil.transforms.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingSecretsTest {
  @Test
  void valuesOfSecretSettingsAreHidden() {
    SettingSecrets secrets =
        SettingSecrets.of(
            Map.of(
                "basic.auth.user.info", "anna:hunter2",
                "apicurio.auth.client.secret", "s3cr3t",
                "schema.registry.ssl.truststore.password", "changeit",
                "apicurio.registry.url", "http://registry:8080"));

    assertThat(
            secrets.hideIn(
                "401 from http://registry:8080 for anna:hunter2, hunter2, s3cr3t or changeit"))
        .isEqualTo("401 from http://registry:8080 for [hidden], [hidden], [hidden] or [hidden]");
  }

  @Test
  void whatLooksLikeASecretIsHiddenToo() {
    SettingSecrets secrets = SettingSecrets.of(Map.of("token.refresh", "true", "password", "ab"));

    assertThat(secrets.hideIn("true for http://anna:pw@registry/x with Bearer abc.def, about ab"))
        .isEqualTo("true for http://[hidden]@registry/x with Bearer [hidden], about ab");
  }
}
