package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformKeysTest {

  private static List<ConfigProblem> problems(String type, String option) {
    return new TransformKeys()
        .problems(
            TestingConfigs.with(
                "transforms",
                "views",
                "transforms.views.type",
                type,
                "transforms.views." + option,
                "x"));
  }

  @ParameterizedTest
  @CsvSource({
    "on.rejct, on.reject",
    "on-null, on.null",
    "Contract, contract",
    "max.byte, max.bytes",
    "predicat, predicate",
    "negated, negate"
  })
  void aMistypedKeyIsToldWithTheOneThatWasMeant(String typed, String meant) {
    assertThat(problems("dev.frazil.transforms.ValidateEvent", typed))
        .containsExactly(
            new ConfigProblem(
                "transforms.views." + typed,
                "Invalid key: transforms.views."
                    + typed
                    + " (did you mean transforms.views."
                    + meant
                    + "?)"));
  }

  @Test
  void aKeyLikeNoOtherIsToldToo() {
    assertThat(problems("ValidateEvent", "frobnicate"))
        .containsExactly(
            new ConfigProblem(
                "transforms.views.frobnicate",
                "Invalid key: transforms.views.frobnicate (expected one of contract, max.bytes,"
                    + " on.null, on.reject)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contract",
        "on.reject",
        "on.null",
        "max.bytes",
        "predicate",
        "negate",
        "plugin.version"
      })
  void keysThatAreThereAreNotMentioned(String option) {
    assertThat(problems("ValidateEvent", option)).isEmpty();
  }

  @Test
  void transformsOfOthersAreLeftAlone() {
    assertThat(problems("org.apache.kafka.connect.transforms.InsertField$Value", "on.rejct"))
        .isEmpty();
    assertThat(
            new TransformKeys()
                .problems(
                    TestingConfigs.with(
                        "transforms.unused.type", "ValidateEvent",
                        "transforms.unused.on.rejct", "mark")))
        .isEmpty();
  }
}
