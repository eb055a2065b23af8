package dev.frazil.connect.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenPluginsTest {
  private static final String HERE = "dev.frazil.connect.replay.OpenPluginsTest$";
  private static final String HINT =
      " (where a class is missing, the environment variable FRAZIL_CLASS_PATH puts further jars on"
          + " the class path)";
  private static final List<String> CLOSED = new ArrayList<>();

  private final OpenPlugins plugins = new OpenPlugins();

  @BeforeEach
  void forget() {
    CLOSED.clear();
  }

  @AfterEach
  void close() {
    plugins.close();
  }

  @SuppressWarnings("rawtypes") // A class cannot have the parameter.
  private Predicate make(String className, Map<String, Object> settings) {
    return plugins.make("k", HERE + className, Predicate.class, settings, Predicate::configure);
  }

  private void assertRefused(String className, Map<String, Object> settings, String message) {
    assertThatThrownBy(() -> make(className, settings))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void aConstructorThatThrowsIsTold() {
    assertRefused(
        "Unmakeable",
        Map.of(),
        "Cannot make k, "
            + HERE
            + "Unmakeable: InvocationTargetException (IllegalStateException: not today)"
            + HINT);
  }

  @Test
  void aClassWithoutAConstructorForConnectIsTold() {
    assertRefused(
        "Demanding",
        Map.of(),
        "Cannot make k, "
            + HERE
            + "Demanding: NoSuchMethodException: "
            + HERE
            + "Demanding.<init>()"
            + HINT);
  }

  @Test
  void whatAPluginSaysOfItsSettingsIsTold() {
    assertRefused(
        "Closing", Map.of("refuse", "x"), "Cannot configure k, " + HERE + "Closing: Invalid x");
  }

  @Test
  void aClassThatAPluginLacksIsTold() {
    assertRefused(
        "Closing",
        Map.of("lack", "some/Thing"),
        "Cannot configure k, " + HERE + "Closing: NoClassDefFoundError: some/Thing" + HINT);
  }

  @Test
  void eachIsClosedOnceAndWhatOneThrowsKeepsNoOtherOpen() {
    make("Closing", Map.of("name", "a"));
    make("Closing", Map.of("name", "b", "fail", "exception"));
    make("Closing", Map.of("name", "c", "fail", "error"));
    make("Closing", Map.of("name", "d"));
    plugins.close();
    plugins.close();
    assertThat(CLOSED).containsExactly("d", "c", "b", "a");
  }

  /** Says when it is closed. */
  public static class Closing implements Predicate<SinkRecord> {
    private Map<String, ?> settings = Map.of();

    @Override
    public void configure(Map<String, ?> given) {
      settings = given;
      if (given.get("refuse") != null) {
        throw new ConfigException("Invalid " + given.get("refuse"));
      }
      if (given.get("lack") instanceof String missing) {
        throw new NoClassDefFoundError(missing);
      }
    }

    @Override
    public boolean test(SinkRecord record) {
      return true;
    }

    @Override
    public ConfigDef config() {
      return new ConfigDef();
    }

    @Override
    public void close() {
      CLOSED.add(String.valueOf(settings.get("name")));
      if ("exception".equals(settings.get("fail"))) {
        throw new IllegalStateException("not this one");
      }
      if ("error".equals(settings.get("fail"))) {
        throw new NoClassDefFoundError("some/Thing");
      }
    }
  }

  /** Its constructor throws. */
  public static final class Unmakeable extends Closing {
    public Unmakeable() {
      throw new IllegalStateException("not today");
    }
  }

  /** Connect cannot know what to give it. */
  public static final class Demanding extends Closing {
    public Demanding(String wish) {
      CLOSED.add(wish);
    }
  }
}
