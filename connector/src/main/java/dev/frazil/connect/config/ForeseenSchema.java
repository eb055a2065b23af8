package dev.frazil.connect.config;

import dev.frazil.transforms.WrapRaw;
import dev.frazil.transforms.contract.ContractException;
import dev.frazil.transforms.contract.EventContract;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;

/** The schema that the values of a topic have behind all transforms. */
final class ForeseenSchema {

  private static final String CONTRACT = "contract";

  private ForeseenSchema() {}

  /** The schema; empty where the configuration leaves a doubt. */
  static Optional<Schema> of(String topic, Map<String, String> config) {
    Optional<Schema> schema = Optional.empty();
    for (TransformStep step : TransformStep.all(config)) {
      Application application = Application.of(step, topic, config);
      if (application == Application.ALWAYS && step.drops()) {
        return Optional.empty();
      }
      if (application != Application.NEVER && !step.drops()) {
        schema = behind(step, application, schema);
      }
    }
    return schema;
  }

  private static Optional<Schema> behind(
      TransformStep step, Application application, Optional<Schema> before) {
    if (step.keepsSchema()) {
      return before;
    }
    if (application != Application.ALWAYS) {
      return Optional.empty();
    } else if (step.wrapsValues()) {
      return Optional.of(WrapRaw.SCHEMA);
    }
    return step.hasContract()
        ? contract(step.options().getOrDefault(CONTRACT, ""))
        : Optional.empty();
  }

  /** What is wrong with a contract is told by the transform itself. */
  private static Optional<Schema> contract(String text) {
    try {
      return Optional.of(EventContract.compile(text).schema());
    } catch (ContractException e) {
      return Optional.empty();
    }
  }
}
