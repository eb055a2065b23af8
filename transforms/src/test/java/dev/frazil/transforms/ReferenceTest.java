package dev.frazil.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference has each key of our transforms with its default. */
class ReferenceTest {
  private static final Pattern KEY =
      Pattern.compile("\\| `([a-z.]+)` \\| (?:`?([^`|]*?)`?)? ?\\|.*");

  static Stream<Arguments> transforms() {
    return Stream.of(
        Arguments.of("contracts.md", ValidateEvent.CONFIG_DEF),
        Arguments.of("line-rules.md", ParseLine.CONFIG_DEF),
        Arguments.of("raw-values.md", WrapRaw.CONFIG_DEF));
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void keysAndDefaultsAreThoseOfTheTransform(String file, ConfigDef definition) throws IOException {
    Map<String, String> defined = new TreeMap<>();
    definition
        .configKeys()
        .forEach(
            (name, key) ->
                defined.put(name, key.hasDefault() ? String.valueOf(key.defaultValue) : ""));

    assertThat(documented(file)).isEqualTo(defined);
  }

  private static Map<String, String> documented(String file) throws IOException {
    String text =
        Files.readString(Path.of(System.getProperty("frazil.home", ".."), "docs/reference", file));
    Map<String, String> keys = new TreeMap<>();
    text.substring(text.indexOf("## The transform"))
        .lines()
        .map(KEY::matcher)
        .filter(Matcher::matches)
        .forEach(row -> keys.put(row.group(1), row.group(2)));
    return keys;
  }
}
