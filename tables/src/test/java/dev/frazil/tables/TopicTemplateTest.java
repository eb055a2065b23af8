package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTemplateTest {

  private static final TopicTemplate SILVER = TopicTemplate.parse("silver.${topic}");

  @Test
  void theTopicNamesTheTable() {
    assertThat(SILVER.tableFor("events_views"))
        .isEqualTo(TableIdentifier.of("silver", "events_views"));
    assertThat(TopicTemplate.parse("lake.bronze.bronze_${topic}_v1").tableFor("trips"))
        .isEqualTo(TableIdentifier.of(Namespace.of("lake", "bronze"), "bronze_trips_v1"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "orders.eu-west,     orders_eu_west",
        "..,                 __",
        "../gold.trending,   ___gold_trending",
        "\"; drop table x',  ___drop_table_x_",
        "~a\u0000b\nc~,      a_b_c",
        "v\u0456ews,         v_ews",
        "\uD83D\uDE00,       _",
        "\u0130I,            _I",
      })
  void everyOtherCharacterBecomesAnUnderscore(String topic, String table) {
    assertThat(SILVER.tableFor(topic).name()).isEqualTo(table);
  }

  @Property
  void noTopicLeavesTheNamespace(@ForAll @StringLength(min = 1, max = 250) String topic) {
    TableIdentifier table = SILVER.tableFor(topic);
    assertThat(table.namespace()).isEqualTo(Namespace.of("silver"));
    assertThat(table.name()).matches("[A-Za-z0-9_]+");
  }

  @Test
  void refusesTopicsThatNameNoTable() {
    assertThatThrownBy(() -> SILVER.tableFor(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid topic: '' (expected 1 to 255 characters, to name a table of silver.${topic})");
    assertThatThrownBy(() -> TopicTemplate.parse("silver.x_${topic}").tableFor("t".repeat(1024)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid topic: "
                + "t".repeat(80)
                + "... (expected 1 to 253 characters, to name a table of silver.x_${topic})");
  }

  @Test
  void findsTopicsThatMeet() {
    List<TopicCollision> collisions =
        SILVER.collisions(List.of("orders_eu", "trips", "orders.eu", "orders-eu", "Trips"));
    assertThat(collisions)
        .extracting(TopicCollision::message)
        .containsExactly(
            "Topics orders-eu and orders.eu both go to table silver.orders_eu",
            "Topics orders-eu and orders_eu both go to table silver.orders_eu",
            "Topics Trips and trips go to tables silver.Trips and silver.trips,"
                + " which differ in case only");
    assertThat(SILVER.collisions(List.of("a", "b", "a"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "silver",
        "silver.views",
        "${topic}",
        "${topic}.events",
        "silver.${topic}.x",
        "silver.${topic}_${topic}",
        ".${topic}",
        "a..${topic}",
        "si/lver.${topic}",
        "silver.${topic}'",
        "silver.${Topic}",
      })
  void refusesOtherTemplates(String text) {
    assertThatThrownBy(() -> TopicTemplate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid topic template: "
                + (text.isEmpty() ? "''" : text)
                + " (expected namespace.table with ${topic} once in the last level,"
                + " such as silver.${topic})");
  }
}
