package dev.frazil.transforms.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicNamesTest {

  private static TopicNames names(@Nullable String pattern, String destination) {
    return new TopicNames(
        pattern == null ? null : NamePattern.of(pattern), destination, Set.of(), null);
  }

  private static void assertRefused(TopicNames names, String text, String message) {
    assertThatThrownBy(() -> names.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void withoutPatternTheTextIsTheName() {
    assertThat(names(null, "$0").of("events.views-2_A")).isEqualTo("events.views-2_A");
    assertThat(names(null, "events_$0").of("view")).isEqualTo("events_view");
    assertThat(names(null, "all").of("view")).isEqualTo("all");
  }

  @Test
  void groupsOfThePatternFillTheTemplate() {
    TopicNames names = names("(\\w+)\\.(v\\d+)?.*", "$2_$1_$0");

    assertThat(names.of("a.v2")).isEqualTo("v2_a_a.v2");
    assertThat(names.of("a.")).isEqualTo("_a_a.");
    assertRefused(names, "nothing", "'nothing' does not fit (\\w+)\\.(v\\d+)?.*");
    assertRefused(names, "x", "'x' does not fit (\\w+)\\.(v\\d+)?.*");
  }

  @Test
  void thePatternHasToFitAllOfIt() {
    assertRefused(names("view", "$0"), "views", "'views' does not fit view");
  }

  @Test
  void hostileNamesAreRefusedAndShown() {
    String expected = " (expected 1 to 249 of A-Z a-z 0-9 . _ -)";
    TopicNames any = names(null, "$0");

    assertRefused(any, "", "'' is no name" + expected);
    assertRefused(any, ".", "'.' is no name" + expected);
    assertRefused(any, "..", "'..' is no name" + expected);
    assertRefused(any, "a/b", "'a/b' is no name: U+002F at 2" + expected);
    assertRefused(any, "a\"b", "'a\"b' is no name: U+0022 at 2" + expected);
    assertRefused(any, "a'b", "'a'b' is no name: U+0027 at 2" + expected);
    assertRefused(any, "a\0b", "'a\\u0000b' is no name: U+0000 at 2" + expected);
    assertRefused(any, "a\nb", "'a\\u000ab' is no name: U+000A at 2" + expected);
    assertRefused(any, "vіews", "'vіews' is no name: U+0456 at 2" + expected);
    assertRefused(any, "\u202eevil", "'\\u202eevil' is no name: U+202E at 1" + expected);
    assertRefused(any, "a\uD83D\uDE00", "'a\uD83D\uDE00' is no name: U+1F600 at 2" + expected);
    assertRefused(
        any,
        "x".repeat(1024),
        "'" + "x".repeat(60) + "...' (1024 characters) is no name" + expected);
  }

  @Test
  void namesHaveToBeAllowed() {
    TopicNames names = new TopicNames(null, "$0", Set.of("a", "b"), NamePattern.of("events_.*"));

    assertThat(names.of("a")).isEqualTo("a");
    assertThat(names.of("events_x")).isEqualTo("events_x");
    assertRefused(names, "c", "'c' is not among the allowed names");
    assertRefused(names, "old_events_x", "'old_events_x' is not among the allowed names");
  }

  @Test
  void templatesThatCannotBeFilledAreRefused() {
    String expected = " stand for what the pattern has found)";

    assertThatThrownBy(() -> names(null, "a_$1"))
        .hasMessage(
            "Invalid destination: 'a_$1' (expected a name in which $0 stands for what decides)");
    assertThatThrownBy(() -> names("(a)(b)", "$3"))
        .hasMessage("Invalid destination: '$3' (expected a name in which $0 to $2" + expected);
    assertThatThrownBy(() -> names("(a)", "$x"))
        .hasMessage("Invalid destination: '$x' (expected a name in which $0 to $1" + expected);
    assertThatThrownBy(() -> names("(a)", "$99999999999"))
        .hasMessage(
            "Invalid destination: '$99999999999' (expected a name in which $0 to $1" + expected);
    assertRefused(
        names(null, "a$$"),
        "x",
        "'a$' is no name: U+0024 at 2 (expected 1 to 249 of A-Z a-z 0-9 . _ -)");
  }

  @Test
  void patternsAreThoseOfRe2() {
    assertThatThrownBy(() -> NamePattern.of("(a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid pattern: '(a': missing closing ) (expected the syntax of RE2)");
    assertThatThrownBy(() -> NamePattern.of("(?=a)b"))
        .hasMessageStartingWith("Invalid pattern: '(?=a)b': ");
    assertThat(NamePattern.of("(x+x+)+y").fits("x".repeat(50_000))).isFalse();
  }
}
