package dev.frazil.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that can be checked without asking anybody. */
final class LocalChecks implements ConfigCheck {

  private static final List<ConfigCheck> CHECKS =
      List.of(
          new UnknownKeys(),
          new TransformKeys(),
          new LineRulesCheck(),
          new ApacheSinkKeys(),
          new UnresolvedReferences(),
          new RouteCheck(),
          new TableKeyCheck(),
          new TablePropertiesCheck(),
          CommitConfig::intervals,
          RecoveryConfig::problems,
          CatalogConfig::problems,
          KafkaConfig::problems,
          DeadLetterConfig::problems);

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    CHECKS.forEach(check -> problems.addAll(check.problems(config)));
    return problems;
  }
}
