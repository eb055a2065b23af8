package dev.frazil.tables.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerIdTest {

  @Test
  void namesTheSummaryKey() {
    assertThat(LedgerId.DEFAULT.summaryKey()).isEqualTo("frazil.ledger.default");
    assertThat(new LedgerId("movies_2", null).summaryKey()).isEqualTo("frazil.ledger.movies_2");
    assertThat(new LedgerId("movies_2", "audit.x/1").summaryKey())
        .isEqualTo("frazil.ledger.movies_2.audit.x/1");
  }

  @Test
  void theMainBranchHasNoSuffix() {
    assertThat(new LedgerId("default", "main")).isEqualTo(LedgerId.DEFAULT);
  }

  @Test
  void ownsItsKeysOnAnyBranchAndNoOthers() {
    LedgerId id = new LedgerId("a", "audit");
    assertThat(
            id.ownedIn(
                Map.of(
                    "frazil.ledger.a", "1",
                    "frazil.ledger.a.audit", "2",
                    "frazil.ledger.a.other", "3",
                    "frazil.ledger.ab", "4",
                    "frazil.ledger.a-b.audit", "5",
                    "frazil.ledger", "6")))
        .containsOnlyKeys("frazil.ledger.a", "frazil.ledger.a.audit", "frazil.ledger.a.other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a b", "\u017c", "a/b", "a\n"})
  void refusesIdsThatWouldNotBeOneWord(String id) {
    assertThatThrownBy(() -> new LedgerId(id, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid ledger id: " + id + " (expected 1 to 64 letters, digits, _ or -)");
  }

  @Test
  void refusesIdsThatAreTooLong() {
    assertThat(new LedgerId("x".repeat(64), null).id()).hasSize(64);
    assertThatThrownBy(() -> new LedgerId("x".repeat(65), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\u0000"})
  void refusesBranchesThatCannotBeSeen(String branch) {
    assertThatThrownBy(() -> new LedgerId("a", branch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid branch: '" + branch + "' (expected 1 to 255 visible characters)");
  }
}
