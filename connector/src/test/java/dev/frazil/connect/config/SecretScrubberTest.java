package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SecretScrubberTest {

  @Test
  void secretsOfTheConfigurationAreHidden() {
    SecretScrubber scrubber =
        SecretScrubber.of(
            Map.of(
                "iceberg.catalog.credential", "client-7:s3cr3t/+",
                "iceberg.catalog.uri", "jdbc:h2:mem:x;PASSWORD=hunter2",
                "iceberg.kafka.sasl.jaas.config", "Login required password=\"pa55word\";"));

    assertThat(scrubber.scrub("wrong s3cr3t/+ (client-7:s3cr3t/+)"))
        .isEqualTo("wrong [hidden] ([hidden])");
    assertThat(scrubber.scrub("GET /token?secret=s3cr3t%2F%2B"))
        .isEqualTo("GET /token?secret=[hidden]");
    assertThat(scrubber.scrub("no user sa with hunter2 or pa55word"))
        .isEqualTo("no user sa with [hidden] or [hidden]");
  }

  @Test
  void whatLooksLikeASecretIsHiddenToo() {
    SecretScrubber scrubber = SecretScrubber.of(Map.of());

    assertThat(scrubber.scrub("at https://me:s3cr3t@host/x: Authorization: Bearer abc.def"))
        .isEqualTo("at https://me:[hidden]@host/x: Authorization: Bearer [hidden]");
    assertThat(scrubber.scrub("jdbc:postgresql://db/c?user=me&password=s3cr3t&ssl=true"))
        .isEqualTo("jdbc:postgresql://db/c?user=me&password=[hidden]&ssl=true");
  }

  @Test
  void ordinaryTextStays() {
    String text = "Invalid table: silver.views (expected one that records go to: silver.view)";

    assertThat(SecretScrubber.of(Map.of("iceberg.catalog.token", "t0ken")).scrub(text))
        .isEqualTo(text);
  }

  @Property
  void noSecretSurvives(
      @ForAll @StringLength(min = 3, max = 20) String secret,
      @ForAll String before,
      @ForAll String after) {
    String trimmed = secret.trim();
    String clean =
        SecretScrubber.of(Map.of("iceberg.catalog.token", secret)).scrub(before + secret + after);

    if (trimmed.length() >= 3 && !"[hidden]".contains(trimmed)) {
      assertThat(clean.replace("[hidden]", "\uFFFF")).doesNotContain(trimmed);
    }
  }
}
