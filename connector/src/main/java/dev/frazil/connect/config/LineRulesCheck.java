package dev.frazil.connect.config;

import dev.frazil.transforms.contract.ContractException;
import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.line.LineRules;
import dev.frazil.transforms.line.LineRulesException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells where the rules of lines do not fit their contract. What is wrong with either of them alone
 * is told by the transform itself.
 */
final class LineRulesCheck implements ConfigCheck {
  private static final String RULES = "rules";
  private static final String CONTRACT = "contract";

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    for (TransformStep step : TransformStep.all(config)) {
      if (step.parsesLines()) {
        problems.addAll(problems(step));
      }
    }
    return problems;
  }

  private static List<ConfigProblem> problems(TransformStep step) {
    LineRules rules;
    EventContract contract;
    try {
      rules = LineRules.compile(step.options().getOrDefault(RULES, ""));
      contract = EventContract.compile(step.options().getOrDefault(CONTRACT, ""));
    } catch (LineRulesException | ContractException e) {
      return List.of();
    }
    try {
      rules.parser(contract, Integer.MAX_VALUE);
      return List.of();
    } catch (LineRulesException e) {
      return List.of(new ConfigProblem(step.key(RULES), String.valueOf(e.getMessage())));
    }
  }
}
