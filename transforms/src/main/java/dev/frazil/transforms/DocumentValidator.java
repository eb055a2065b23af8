package dev.frazil.transforms;

import dev.frazil.transforms.contract.ContractException;
import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.line.LineRules;
import dev.frazil.transforms.line.LineRulesException;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Checks that a value in a configuration is a document that compiles. */
final class DocumentValidator implements ConfigDef.Validator {
  private final String kind;
  private final String form;
  private final Consumer<String> compiler;

  private DocumentValidator(String kind, String form, Consumer<String> compiler) {
    this.kind = kind;
    this.form = form;
    this.compiler = compiler;
  }

  /** For event contracts. */
  static DocumentValidator contract() {
    return new DocumentValidator(
        "a contract", "a JSON Schema document (draft 2020-12)", EventContract::compile);
  }

  /** For the rules of lines. */
  static DocumentValidator lineRules() {
    return new DocumentValidator("line rules", "a JSON document of line rules", LineRules::compile);
  }

  @Override
  public void ensureValid(String name, @Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (text.startsWith("${")) {
      throw new ConfigException(
          "Invalid value for configuration "
              + name
              + ": "
              + text
              + " (expected "
              + kind
              + "; the worker has no such config provider, or it has no such file)");
    }
    try {
      compiler.accept(text);
    } catch (ContractException | LineRulesException e) {
      throw new ConfigException("Invalid value for configuration " + name + ": " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return form;
  }
}
