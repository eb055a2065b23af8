package dev.frazil.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;

/** How Connect finds and configures the guard; what it does with values is in another test. */
class GuardedConverterConfigTest {
  private final GuardedConverter converter = new GuardedConverter();

  @Test
  void theDelegateGetsAllSettingsButTheGuardsOwn() {
    TestingConverter delegate =
        configured(Map.of("schema.registry.url", "http://registry", "delegate.frame", "none"));

    assertThat(delegate.settings()).isEqualTo(Map.of("schema.registry.url", "http://registry"));
  }

  @Test
  void keysAreNotGuarded() {
    assertThatThrownBy(() -> converter.configure(Map.of(), true))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration key.converter: dev.frazil.transforms.GuardedConverter"
                + " (expected another: it reads values; the sink takes keys as they come)");
  }

  @Test
  void aDelegateThatTheWorkerDoesNotKnowIsNamed() {
    assertThatThrownBy(
            () -> converter.configure(Map.of("delegate.class", "com.example.Nowhere"), false))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration delegate.class: com.example.Nowhere (expected the"
                + " class of a converter that this worker lists at"
                + " /connector-plugins?connectorsOnly=false; is its directory in plugin.path, and"
                + " Frazil in a plugin directory of its own?)");
  }

  @Test
  void aDelegateThatIsNoConverterIsNamed() {
    assertThatThrownBy(
            () -> converter.configure(Map.of("delegate.class", "java.lang.String"), false))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration delegate.class: java.lang.String (expected a"
                + " Converter, which java.lang.String is not)");
  }

  @Test
  void theGuardDoesNotGuardItself() {
    String itself = GuardedConverter.class.getName();

    assertThatThrownBy(() -> converter.configure(Map.of("delegate.class", itself), false))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration delegate.class: " + itself + " (expected another)");
  }

  @Test
  void settingsOfItsOwnThatAreNoneAreRefused() {
    assertThatThrownBy(() -> configured(Map.of("delegate.clas", "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid configuration: delegate.clas (expected one of [delegate.class,"
                + " delegate.frame]; settings of the delegate itself have no prefix)");
    assertThatThrownBy(() -> configured(Map.of("delegate.frame", "json")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value json for configuration delegate.frame: String must be one of:"
                + " confluent, none");
    assertThatThrownBy(() -> converter.configure(Map.of(), false))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Missing required configuration \"delegate.class\" which has no default value.");
  }

  @Test
  void connectValidatesTheDelegateBeforeAConnectorStarts() {
    List<ConfigValue> values =
        converter.config().validate(Map.of("delegate.class", "com.example.Nowhere"));

    assertThat(values)
        .filteredOn(value -> value.name().equals("delegate.class"))
        .flatExtracting(ConfigValue::errorMessages)
        .singleElement()
        .asString()
        .startsWith("Invalid value for configuration delegate.class: com.example.Nowhere");
  }

  @Test
  void connectFindsBothPlugins() {
    assertThat(ServiceLoader.load(Converter.class))
        .hasAtLeastOneElementOfType(GuardedConverter.class);
    assertThat(ServiceLoader.load(Predicate.class)).hasAtLeastOneElementOfType(IsMarked.class);
    assertThat(converter.version()).isEqualTo(FrazilVersion.version());
  }

  private TestingConverter configured(Map<String, String> more) {
    Map<String, String> config = new HashMap<>(more);
    config.put("delegate.class", TestingConverter.class.getName());
    converter.configure(config, false);
    return TestingConverter.latest();
  }
}
