package dev.frazil.transforms.line;

import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.contract.RejectedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Parses single lines in tests. */
final class Parsing {
  static final LineOrigin ORIGIN = new LineOrigin("movie_log", 2, 1789, 1_761_401_000_000L);
  static final Instant TAKEN_AT = Instant.parse("2025-10-25T14:03:20.123456789Z");

  private static final int MAX_BYTES = 1 << 16;

  private Parsing() {}

  /** A parser of one rule over a contract with these columns, all optional. */
  static LineParser parser(String pattern, String mappings, String columns) {
    return parser(rules(pattern, mappings), columns);
  }

  static LineParser parser(String rules, String columns) {
    return LineRules.compile(rules)
        .parser(
            EventContract.compile("{\"type\":\"object\",\"properties\":{" + columns + "}}"),
            MAX_BYTES);
  }

  /** A document of one rule. */
  static String rules(String pattern, String mappings) {
    return "{\"rules\":[{\"event_type\":\"t\",\"pattern\":\""
        + pattern.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\",\"field_mappings\":{"
        + mappings
        + "}}]}";
  }

  static EventOutcome parse(LineParser parser, String line) {
    return parse(parser, line.getBytes(StandardCharsets.UTF_8));
  }

  static EventOutcome parse(LineParser parser, byte[] line) {
    return parser.parse(line, ORIGIN, TAKEN_AT);
  }

  static EventStruct accepted(LineParser parser, String line) {
    EventOutcome outcome = parse(parser, line);
    if (outcome instanceof EventStruct event) {
      return event;
    }
    throw new AssertionError("Rejected: " + ((RejectedEvent) outcome).rejection().message());
  }

  /** The message of the rejection. */
  static String message(LineParser parser, String line) {
    return message(parser, line.getBytes(StandardCharsets.UTF_8));
  }

  static String message(LineParser parser, byte[] line) {
    EventOutcome outcome = parse(parser, line);
    if (outcome instanceof RejectedEvent rejected) {
      return rejected.rejection().message();
    }
    throw new AssertionError("Accepted: " + outcome);
  }
}
