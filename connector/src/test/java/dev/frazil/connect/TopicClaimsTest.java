package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;

class TopicClaimsTest {
  private final TopicClaims claims = new TopicClaims();

  @Test
  void theFirstTopicHasTheTable() {
    assertThat(claims.claim(TableIdentifier.of("silver", "a_b"), "a.b")).isEqualTo("a.b");
    assertThat(claims.claim(TableIdentifier.of("silver", "a_b"), "a-b")).isEqualTo("a.b");
    assertThat(claims.claim(TableIdentifier.of("silver", "a_b"), "a.b")).isEqualTo("a.b");
    assertThat(claims.claim(TableIdentifier.of("silver", "c"), "c")).isEqualTo("c");
  }

  @Test
  void namesThatDifferByCaseAreOne() {
    assertThat(claims.claim(TableIdentifier.of("silver", "Views"), "Views")).isEqualTo("Views");
    assertThat(claims.claim(TableIdentifier.of("silver", "views"), "views")).isEqualTo("Views");
  }
}
