package dev.frazil.connect.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class ChainConfigTest {
  private static ChainConfig config(String... entries) {
    return switch (entries.length) {
      case 2 -> new ChainConfig(Map.of(entries[0], entries[1]));
      case 4 -> new ChainConfig(Map.of(entries[0], entries[1], entries[2], entries[3]));
      default -> throw new AssertionError(entries.length);
    };
  }

  @Test
  void textHasNoSpaceAroundIt() {
    assertThat(config("k", " a b\t").text("k")).isEqualTo("a b");
    assertThat(config("k", " \n").text("k")).isNull();
    assertThat(config("k", "a").text("l")).isNull();
  }

  @Test
  void namesKeepTheirOrder() {
    assertThat(config("k", " b ,a,\tc ").names("k")).containsExactly("b", "a", "c");
    assertThat(config("k", "").names("k")).isEmpty();
    assertThat(config("k", "a").names("l")).isEmpty();
  }

  @Test
  void aCommaTooManyIsNotSwallowed() {
    assertThat(config("k", "a,").names("k")).containsExactly("a", "");
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() {
    assertThatThrownBy(() -> config("k", "a,b, a").names("k"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration k: a,b, a (expected each name once; a is there"
                + " twice)");
  }

  @Test
  void settingsOfAPluginAreThoseBehindItsPrefix() {
    assertThat(config("a.b.c", " 1 ", "a.bc", "2").withPrefix("a.b."))
        .isEqualTo(Map.of("c", " 1 "));
    assertThat(config("a.b.", "1").withPrefix("a.b.")).isEmpty();
  }
}
