package dev.frazil.transforms.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternSizeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "abc 3",
        "(abc) 3",
        "(abc){10} 30",
        "(?:abc){10} 30",
        "(?P<name>abc){10} 30",
        "(?i)abc 4",
        "(?i:abc){2} 6",
        "(?P<a 1",
        "a{2,5} 5",
        "a{7,} 7",
        "a{0} 1",
        "(a{10}b){10} 110",
        "((a{100}){100}){100} 1000000",
        "a{x} 4",
        "a{,5} 5",
        "[a-z]{3} 3",
        "[]()]{3} 3",
        "[^](]{3} 3",
        "[\\](]{3} 3",
        "\\({3} 3",
        "\\d{1,3} 3",
        "\\x{5000}\\p{Lu}\\P{L}{3} 5",
        "\\x{41 4",
        "\\p 1",
        ") 1",
        "( 1",
        "((a{3} 3",
        "[a 1",
        "\\ 1",
        "a{999999999}{999999999} 2147483647",
        "{5} 0",
      })
  void countedRepeatsAreMultipliedOut(String pattern, long steps) {
    assertThat(PatternSize.steps(pattern)).isEqualTo(steps);
  }

  @Test
  void aPatternThatIsTooLargeIsNamedWithItsSize() {
    assertThat(PatternSize.refusal("(a{9}b){100}")).isNull();
    assertThat(PatternSize.refusal("a{1001}"))
        .isEqualTo(
            "expected at most 1000 steps with counted repeats written out, found 1001 in"
                + " \"a{1001}\"");
    assertThat(PatternSize.refusal("(a{999999}){999999}"))
        .isEqualTo(
            "expected at most 1000 steps with counted repeats written out, found 2147483647 or"
                + " more in \"(a{999999}){999999}\"");
    assertThat(PatternSize.refusal("(".repeat(101)))
        .isEqualTo(
            "expected at most 100 groups inside each other, found more in \""
                + "(".repeat(100)
                + "\"…");
  }

  @Test
  void groupsThatAreNestedTooDeeplyAreTooLarge() {
    assertThat(PatternSize.steps("(".repeat(100) + "a" + ")".repeat(100))).isEqualTo(1);
    assertThat(PatternSize.steps("(".repeat(101) + "a" + ")".repeat(101)))
        .isGreaterThan(PatternSize.MOST_STEPS);
    assertThat(PatternSize.steps("(".repeat(1_000_000))).isGreaterThan(PatternSize.MOST_STEPS);
  }
}
