package dev.frazil.connect.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** What chains are made of. */
class RecordChainConfigTest extends ChainScenario {
  @Test
  void eachPluginGetsItsOwnSettingsAndIsClosedTheLastFirst() {
    try (RecordChain chain =
        RecordChain.of(
            config(
                "key.converter", SAYING,
                "value.converter", SAYING,
                "value.converter.a", "1",
                "transforms", "t",
                "transforms.t.type", OBEDIENT,
                "transforms.t.task", "throw",
                "transforms.t.predicate", "p",
                "predicates", "p",
                "predicates.p.type", THROWING,
                "predicates.p.x", "y"))) {
      assertThat(chain).isNotNull();
      assertThat(TestingPlugins.events())
          .containsExactly(
              "key {}",
              "value {a=1}",
              "transform {task=throw, type=" + OBEDIENT + "}",
              "predicate {type=" + THROWING + ", x=y}");
    }
    assertThat(TestingPlugins.events())
        .containsExactly("close predicate", "close throw", "close value", "close key");
  }

  @Test
  void classesAreKnownByTheirNamesInConnect() {
    for (String name : List.of("dev.frazil.transforms.ValidateEvent", "ValidateEvent")) {
      assertThat(
              pass(
                  "{}",
                  "transforms",
                  "v",
                  "transforms.v.type",
                  name,
                  "transforms.v.contract",
                  CONTRACT,
                  "transforms.v.on.reject",
                  "throw"))
          .isEqualTo(
              new Passed.Failed("missing_required_field", "$.id", "expected a value, found none"));
    }
    assertThat(delivered("v", "value.converter", "ByteArrayConverter").value())
        .isEqualTo(bytes("v"));
    assertThat(delivered("v", "value.converter", "ByteArray").value()).isEqualTo(bytes("v"));
  }

  @Test
  void whatIsNotThereOrNoPluginIsNamed() {
    assertRefused(
        "Invalid value for configuration transforms.t.type: no.Such (expected a Transformation on"
            + " the class path; the environment variable FRAZIL_CLASS_PATH puts further jars on the"
            + " class path)",
        "transforms",
        "t",
        "transforms.t.type",
        "no.Such");
    assertRefused(
        "Invalid value for configuration value.converter: java.lang.String (expected a Converter,"
            + " which java.lang.String is not)",
        "value.converter",
        "java.lang.String");
    assertRefused(
        "Missing configuration transforms.t.type (expected the name of a class)",
        "transforms",
        "t");
    assertRefused(
        "Invalid value for configuration transforms: t, t (expected each name once; t is there"
            + " twice)",
        "transforms",
        "t, t");
    assertRefused(
        "Invalid value for configuration transforms.t.predicate: p (expected one of those in"
            + " predicates: q)",
        "transforms",
        "t",
        "transforms.t.type",
        OBEDIENT,
        "transforms.t.predicate",
        "p",
        "predicates",
        "q");
    assertRefused(
        "Invalid configuration transforms.t.negate: true (expected a predicate to negate in"
            + " transforms.t.predicate)",
        "transforms",
        "t",
        "transforms.t.type",
        OBEDIENT,
        "transforms.t.negate",
        "true");
    assertRefused(
        "Cannot configure value.converter, " + SAYING + ": Invalid refuse: no",
        "value.converter",
        SAYING,
        "value.converter.refuse",
        "no");
  }

  @Test
  void aConverterThatOnlyTheWorkerKnowsIsAskedFor() {
    Map<String, String> config = config();
    config.remove("value.converter");
    assertThatThrownBy(() -> RecordChain.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Missing configuration value.converter: the worker's default is not known here"
                + " (expected the converter to be named in the connector's configuration)");
    Map<String, String> withoutHeaders = config();
    withoutHeaders.remove("header.converter");
    try (RecordChain chain = RecordChain.of(withoutHeaders)) {
      assertThat(chain.pass(record("v"))).isInstanceOf(Passed.Delivered.class);
    }
  }

  @Test
  void whatWasMadeIsClosedWhenTheRestCannotBe() {
    assertThatThrownBy(
            () ->
                RecordChain.of(
                    config("value.converter", SAYING, "transforms", "t", "transforms.t.type", "x")))
        .isInstanceOf(ConfigException.class);
    assertThat(TestingPlugins.events()).containsExactly("value {}", "close value");
  }

  private static void assertRefused(String message, String... entries) {
    assertThatThrownBy(() -> RecordChain.of(config(entries)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }
}
