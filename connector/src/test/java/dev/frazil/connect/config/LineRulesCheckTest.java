package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineRulesCheckTest {
  private static final String RULES =
      "{\"rules\":[{\"event_type\":\"t\",\"pattern\":\"(x)\",\"field_mappings\":{\"a\":1}}]}";

  private static List<ConfigProblem> problems(String type, String rules, String contract) {
    return new LineRulesCheck()
        .problems(
            TestingConfigs.with(
                "transforms", "lines",
                "transforms.lines.type", type,
                "transforms.lines.rules", rules,
                "transforms.lines.contract", contract));
  }

  @Test
  void rulesThatFitTheirContractAreNotMentioned() {
    assertThat(problems("ParseLine", RULES, TestingConfigs.contract("a"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ParseLine", "dev.frazil.transforms.ParseLine"})
  void rulesThatDoNotFitAreToldBeforeATaskFails(String type) {
    assertThat(problems(type, RULES, TestingConfigs.contract("b")))
        .containsExactly(
            new ConfigProblem(
                "transforms.lines.rules",
                "Cannot compile line rules at $.rules[0].field_mappings.a: the contract has no"
                    + " column 'a'"));
    assertThat(
            new LocalChecks()
                .problems(
                    TestingConfigs.with(
                        "transforms",
                        "lines",
                        "transforms.lines.type",
                        type,
                        "transforms.lines.rules",
                        RULES,
                        "transforms.lines.contract",
                        TestingConfigs.contract("b"))))
        .extracting(ConfigProblem::key)
        .containsExactly("transforms.lines.rules");
  }

  @Test
  void whatTheTransformTellsItselfIsNotToldTwice() {
    assertThat(problems("ParseLine", "{", TestingConfigs.contract("b"))).isEmpty();
    assertThat(problems("ParseLine", RULES, "{")).isEmpty();
    assertThat(problems("ParseLine", RULES, "${dir:contracts:b.json}")).isEmpty();
  }

  @Test
  void otherTransformsHaveNoRules() {
    assertThat(problems("ValidateEvent", RULES, TestingConfigs.contract("b"))).isEmpty();
    assertThat(problems("org.example.ParseLine", RULES, TestingConfigs.contract("b"))).isEmpty();
  }
}
