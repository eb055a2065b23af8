package dev.frazil.connect.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.transforms.RegexRouter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.apache.kafka.connect.transforms.predicates.TopicNameMatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginClassesTest {
  private static final String HERE = "dev.frazil.connect.replay.PluginClassesTest$";
  private static final String HINT =
      "the environment variable FRAZIL_CLASS_PATH puts further jars on the class path";

  private static PluginClasses ours() {
    return new PluginClasses(PluginClassesTest.class.getClassLoader());
  }

  private static void assertRefused(String name, Class<?> kind, String message) {
    assertRefused(ours(), name, kind, message);
  }

  private static void assertRefused(
      PluginClasses classes, String name, Class<?> kind, String message) {
    assertThatThrownBy(() -> classes.find("k", name, kind))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Invalid value for configuration k: " + name + message);
  }

  @Test
  void pluginsAreKnownByFullNameBySimpleNameAndWithoutTheirKind() {
    for (String name :
        new String[] {
          "org.apache.kafka.connect.converters.ByteArrayConverter",
          "ByteArrayConverter",
          "ByteArray"
        }) {
      assertThat(ours().find("k", name, Converter.class)).isEqualTo(ByteArrayConverter.class);
    }
    assertThat(ours().find("k", "Simple", HeaderConverter.class))
        .isEqualTo(SimpleHeaderConverter.class);
    assertThat(ours().find("k", "RegexRouter", Transformation.class)).isEqualTo(RegexRouter.class);
    assertThat(ours().find("k", "TopicNameMatches", Predicate.class))
        .isEqualTo(TopicNameMatches.class);
  }

  @Test
  void aNameThatSeveralHaveIsRefused() {
    assertRefused(
        "Key",
        Transformation.class,
        " (expected a full name; several classes have this one:"
            + " org.apache.kafka.connect.transforms.Cast$Key,"
            + " org.apache.kafka.connect.transforms.ExtractField$Key,"
            + " org.apache.kafka.connect.transforms.Flatten$Key,"
            + " org.apache.kafka.connect.transforms.HeaderFrom$Key,"
            + " org.apache.kafka.connect.transforms.HoistField$Key,"
            + " org.apache.kafka.connect.transforms.InsertField$Key,"
            + " org.apache.kafka.connect.transforms.MaskField$Key,"
            + " org.apache.kafka.connect.transforms.ReplaceField$Key,"
            + " org.apache.kafka.connect.transforms.SetSchemaMetadata$Key,"
            + " org.apache.kafka.connect.transforms.TimestampConverter$Key)");
  }

  @Test
  void whatIsNotThereSaysWhereJarsGo() {
    assertRefused(
        "no.Such", Converter.class, " (expected a Converter on the class path; " + HINT + ")");
    assertRefused(
        "NoSuch", Predicate.class, " (expected a Predicate on the class path; " + HINT + ")");
    assertRefused(
        HERE + "Undeclared$",
        Predicate.class,
        " (expected a Predicate on the class path; " + HINT + ")");
  }

  @Test
  void aPluginOfAnotherKindIsRefused() {
    assertRefused(
        "RegexRouter",
        Converter.class,
        " (expected a Converter, which org.apache.kafka.connect.transforms.RegexRouter is not)");
    assertRefused(
        "java.util.List",
        Transformation.class,
        " (expected a Transformation, which java.util.List is not)");
  }

  @Test
  void whatCannotBeMadeIsRefused() {
    assertRefused(
        "org.apache.kafka.connect.transforms.ReplaceField",
        Transformation.class,
        " (expected a class that can be made; this one is abstract)");
    assertRefused(
        "org.apache.kafka.connect.storage.Converter",
        Converter.class,
        " (expected a class that can be made; this one is abstract)");
  }

  @Test
  void aClassThatCannotBeLoadedSaysWhy() {
    assertRefused(
        HERE + "Unloadable",
        Predicate.class,
        ": it cannot be loaded: ExceptionInInitializerError (NumberFormatException: For input"
            + " string: \"none\") ("
            + HINT
            + ")");
  }

  @Test
  void aBrokenDeclarationHidesNoneOfTheOthers(@TempDir Path jar) throws IOException {
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("org.apache.kafka.connect.transforms.predicates.Predicate"),
        "no.such.Thing\njava.lang.String\n" + HERE + "Undeclared\n");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {jar.toUri().toURL()}, PluginClassesTest.class.getClassLoader())) {
      PluginClasses classes = new PluginClasses(loader);
      assertThat(classes.find("k", "Undeclared", Predicate.class)).isEqualTo(Undeclared.class);
      assertThat(classes.find("k", "TopicNameMatches", Predicate.class))
          .isEqualTo(TopicNameMatches.class);
    }
    assertRefused(
        "Undeclared", Predicate.class, " (expected a Predicate on the class path; " + HINT + ")");
  }

  /** A predicate that no file declares. */
  public static class Undeclared implements Predicate<SinkRecord> {
    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public boolean test(SinkRecord record) {
      return true;
    }

    @Override
    public ConfigDef config() {
      return new ConfigDef();
    }

    @Override
    public void close() {}
  }

  /** Throws when it is loaded. */
  public static final class Unloadable extends Undeclared {
    static final int LIMIT = Integer.parseInt("none");
  }
}
