package dev.frazil.connect.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.route.Route;
import dev.frazil.transforms.route.RouteSource;
import dev.frazil.transforms.route.Routed;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class TableNamesTest {
  private static final List<Namespace> ALLOWED =
      List.of(Namespace.of("silver"), Namespace.of("lake", "v-2"));
  private static final String EXPECTED =
      " (expected namespace.table, each level 1 to 255 of A-Z a-z 0-9 _ -)";

  private final TableNames names = new TableNames(ALLOWED);

  private void assertRefused(String text, String message) {
    assertThatThrownBy(() -> names.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aTableIsNamedInUpperOrLowerCase() {
    assertThat(names.of("silver.views")).containsExactly(TableIdentifier.of("silver", "views"));
    assertThat(names.of("Silver.VIEWS_2")).containsExactly(TableIdentifier.of("silver", "views_2"));
    assertThat(names.of("lake.V-2.a-b"))
        .containsExactly(TableIdentifier.of(Namespace.of("lake", "v-2"), "a-b"));
  }

  @Test
  void otherNamespacesAreNotAllowed() {
    String allowed =
        " is in no allowed namespace (iceberg.tables.allowed-namespaces: silver, lake.v-2)";
    assertRefused("gold.views", "'gold.views'" + allowed);
    assertRefused("lake.views", "'lake.views'" + allowed);
    assertRefused("silver.views.snapshots", "'silver.views.snapshots'" + allowed);
  }

  @Test
  void hostileNamesAreRefusedAndShown() {
    assertRefused("", "'' names no table" + EXPECTED);
    assertRefused("views", "'views' names no table" + EXPECTED);
    assertRefused("..", "'..' names no table" + EXPECTED);
    assertRefused("silver.", "'silver.' names no table" + EXPECTED);
    assertRefused("silver..views", "'silver..views' names no table" + EXPECTED);
    assertRefused("silver.a/b", "'silver.a/b' names no table: U+002F at 9" + EXPECTED);
    assertRefused("silver.a\"b", "'silver.a\"b' names no table: U+0022 at 9" + EXPECTED);
    assertRefused("silver.`a`", "'silver.`a`' names no table: U+0060 at 8" + EXPECTED);
    assertRefused("silver.a b", "'silver.a b' names no table: U+0020 at 9" + EXPECTED);
    assertRefused("silver.a\0", "'silver.a\\u0000' names no table: U+0000 at 9" + EXPECTED);
    assertRefused("sіlver.views", "'sіlver.views' names no table: U+0456 at 2" + EXPECTED);
    assertRefused("silver." + "x".repeat(256), shownCut("silver." + "x".repeat(53), 263));
    assertRefused("silver." + "x".repeat(1_024), shownCut("silver." + "x".repeat(53), 1_031));
  }

  private static String shownCut(String shown, int length) {
    return "'" + shown + "...' (" + length + " characters) names no table" + EXPECTED;
  }

  @Test
  void lettersThatBecomeOthersInLowerCaseAreRefused() {
    assertRefused("\u212aafka.t", "'\u212aafka.t' names no table: U+212A at 1" + EXPECTED);
    assertRefused("s\u0130lver.t", "'s\u0130lver.t' names no table: U+0130 at 2" + EXPECTED);
  }

  @Property
  void noTextLeadsOutOfTheAllowedNamespaces(@ForAll("hostile") String text) {
    Routed<List<TableIdentifier>> routed =
        new Route<>(RouteSource.field("t"), names, 10)
            .of(new SinkRecord("events", 0, null, null, null, Map.of("t", text), 1));

    if (routed instanceof Routed.To<List<TableIdentifier>> to) {
      TableIdentifier table = to.destination().get(0);
      assertThat(table.namespace()).isIn(ALLOWED);
      assertThat(table.name()).matches("[a-z0-9_-]{1,255}");
      assertThat(table.toString()).isEqualToIgnoringCase(text);
    }
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> tails =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(20),
            Arbitraries.strings().withChars("aZ09._-").ofMaxLength(20),
            Arbitraries.strings()
                .withChars("a./\\'\"`\0\n\u202e\u0456\u212a\u0130 ")
                .ofMaxLength(9),
            Arbitraries.strings().withChars('x').ofMinLength(250).ofMaxLength(1_100));
    Arbitrary<String> heads =
        Arbitraries.of("", "silver.", "SILVER.", "lake.v-2.", "silver/", "gold.", "../silver.");
    return heads.flatMap(head -> tails.map(tail -> head + tail));
  }
}
