package dev.frazil.connect.config;

import java.util.List;
import java.util.Map;

/** A look at several keys together, or at a value that a type cannot describe; never throws. */
interface ConfigCheck {

  /**
   * What is wrong, in the order of the keys.
   *
   * @param config the whole configuration of the connector, without null values
   */
  List<ConfigProblem> problems(Map<String, String> config);
}
