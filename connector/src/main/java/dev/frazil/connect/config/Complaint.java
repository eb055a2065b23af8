package dev.frazil.connect.config;

import java.util.Optional;

/** What a parser of a value has to say against it. */
final class Complaint {

  private Complaint() {}

  /** The parser's message; empty when it took the value. */
  static Optional<String> of(Runnable parser) {
    try {
      parser.run();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(RootCause.message(e));
    }
  }
}
