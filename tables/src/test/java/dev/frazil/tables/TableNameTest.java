package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {

  @Test
  void theLastLevelIsTheTable() {
    assertThat(TableName.parse("silver.views")).isEqualTo(TableIdentifier.of("silver", "views"));
    assertThat(TableName.parse("lake.silver-2.\u017c_1"))
        .isEqualTo(TableIdentifier.of(Namespace.of("lake", "silver-2"), "\u017c_1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "views", "silver.", ".views", "a..b", "a.b/c", "a.b c", "a.\"b\"", "a.b'", "a.b\\c"
      })
  void refusesOtherNames(String name) {
    assertRefused(name, name);
  }

  @ParameterizedTest
  @CsvSource({"'a.b\u0000', a.b\\u0000", "'a.\nb', a.\\u000ab", "'a.b\u202e', a.b\\u202e"})
  void showsWhatCannotBeSeen(String name, String shown) {
    assertRefused(name, shown);
  }

  @Test
  void showsTheEmptyNameAndCutsALongOne() {
    assertRefused("", "''");
    assertRefused("a." + "x".repeat(256), "a." + "x".repeat(78) + "...");
    assertThat(TableName.parse("a." + "x".repeat(255)).name()).hasSize(255);
  }

  private static void assertRefused(String name, String shown) {
    assertThatThrownBy(() -> TableName.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid table name: "
                + shown
                + " (expected namespace.table, each level 1 to 255 letters, digits, _ or -)");
  }
}
