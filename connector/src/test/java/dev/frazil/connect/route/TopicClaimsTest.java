package dev.frazil.connect.route;

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

  @Test
  void aTopicThatDoesNotHaveItsTableMakesRoom() {
    TableIdentifier table = TableIdentifier.of("silver", "a_b");
    assertThat(claims.rivalOf(table, "a_b")).isNull();
    claims.claim(table, "a.b");
    assertThat(claims.rivalOf(table, "a.b")).isNull();
    assertThat(claims.rivalOf(table, "a_b")).isEqualTo("a.b");

    claims.release(table, "a_b");
    assertThat(claims.rivalOf(table, "a_b")).isEqualTo("a.b");
    claims.release(table, "a.b");
    assertThat(claims.rivalOf(table, "a_b")).isNull();
    assertThat(claims.claim(table, "a_b")).isEqualTo("a_b");
  }

  @Test
  void whatWasToldOfATopicIsNoNews() {
    assertThat(claims.isNews("a.b", "one")).isTrue();
    assertThat(claims.isNews("a.b", "one")).isFalse();
    assertThat(claims.isNews("a_b", "one")).isTrue();
    assertThat(claims.isNews("a.b", "another")).isTrue();
  }
}
