package dev.frazil.connect.config;

import java.util.Objects;

/**
 * What is wrong with the configuration, and the key at which a user can put it right.
 *
 * @param key the full name of the key
 * @param message one line
 */
record ConfigProblem(String key, String message) {

  ConfigProblem {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(message, "message");
  }

  @Override
  public String toString() {
    return key + ": " + message;
  }
}
