package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.config.SinkConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigIdentityTest {
  private static final String SECRET = "iceberg.catalog.s3.secret-access-key";

  @Test
  void isTheSameForAllTasksOfAConnector() {
    ConfigIdentity first = new ConfigIdentity(Map.of("name", "movies", SinkConfig.TASK_ID, "0"));
    ConfigIdentity second = new ConfigIdentity(Map.of("name", "movies", SinkConfig.TASK_ID, "1"));

    assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
    assertThat(first.hash()).isEqualTo(second.hash()).matches("[0-9a-f]{16}");
  }

  @Test
  void anyOtherEntryMakesADifference() {
    ConfigIdentity movies = new ConfigIdentity(Map.of("name", "movies"));
    ConfigIdentity books = new ConfigIdentity(Map.of("name", "books"));

    assertThat(movies).isNotEqualTo(books);
    assertThat(movies.hash()).isNotEqualTo(books.hash());
  }

  @Test
  void aSecretMakesADifferenceButIsNotInTheHash() {
    ConfigIdentity before = new ConfigIdentity(Map.of("name", "movies", SECRET, "one"));
    ConfigIdentity after = new ConfigIdentity(Map.of("name", "movies", SECRET, "two"));

    assertThat(before).isNotEqualTo(after);
    assertThat(before.hash()).isEqualTo(after.hash());
  }

  @Test
  void showsNoValue() {
    ConfigIdentity identity = new ConfigIdentity(Map.of("name", "movies", SECRET, "hidden"));

    assertThat(identity).hasToString("ConfigIdentity[" + identity.hash() + "]");
  }
}
