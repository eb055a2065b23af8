package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "https://user:hunter2@host/x, https://user:[hidden]@host/x",
    "jdbc:postgresql://h/db?user=u&password=hunter2&ssl=true,"
        + " jdbc:postgresql://h/db?user=u&password=[hidden]&ssl=true",
    "jdbc:sqlserver://h;Password=hunter2;x=y, jdbc:sqlserver://h;Password=[hidden];x=y",
    "'jdbc:mysql://(host=h,pwd=hunter2)/db', 'jdbc:mysql://(host=h,pwd=[hidden])/db'",
    "jdbc:oracle:thin:u/hunter2@h:1:x, jdbc:oracle:thin:u/[hidden]@h:1:x",
    "https://me:hunter2@host/x?token=hunter3, https://me:[hidden]@host/x?token=[hidden]",
  })
  void secretsInsideAddressesAreHidden(String address, String shown) {
    assertThat(SecretScrubber.of(Map.of("uri", address)).scrub("Failed to connect: " + address))
        .isEqualTo("Failed to connect: " + shown);
  }

  @Test
  void secretsAreHiddenWhereverTheyStand() {
    SecretScrubber scrubber =
        SecretScrubber.of(Map.of("uri", "https://me:hunter2@host/x?token=hunter3"));

    assertThat(scrubber.scrub("hunter2 and hunter3")).isEqualTo("[hidden] and [hidden]");
  }

  @Test
  void theLongestIsHiddenFirst() {
    SecretScrubber scrubber = SecretScrubber.of(Map.of("token", "abc", "credential", "abcdef"));

    assertThat(scrubber.scrub("abcdef abc")).isEqualTo("[hidden] [hidden]");
  }

  @Test
  void aSwitchThatIsNamedLikeASecretHidesNothing() {
    assertThat(SecretScrubber.of(Map.of("token", "true")).scrub("is true")).isEqualTo("is true");
  }

  @Test
  void secretsAreFoundAnywhereInAFailure() {
    SecretScrubber scrubber = SecretScrubber.of(Map.of("token", "hunter2"));
    RuntimeException suppressing = new RuntimeException("outer", new RuntimeException());

    assertThat(scrubber.finds(suppressing)).isFalse();
    suppressing.addSuppressed(new IllegalStateException("was hunter2"));
    assertThat(scrubber.finds(suppressing)).isTrue();
    assertThat(scrubber.finds(new RuntimeException("outer", new RuntimeException("hunter2"))))
        .isTrue();
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
