package dev.frazil.transforms.contract;

import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;

/** Reads single events in tests. */
final class Reading {
  private static final int MAX_BYTES = 1 << 26;

  private Reading() {}

  /** A contract with these properties, written as the members of a JSON object. */
  static EventContract contract(String properties) {
    return EventContract.compile("{\"type\": \"object\", \"properties\": {" + properties + "}}");
  }

  /** A contract whose only property is {@code v}. */
  static EventContract contractOfV(String schema) {
    return contract("\"v\": " + schema);
  }

  static EventStruct accepted(EventContract contract, String event) {
    return accepted(contract, event.getBytes(StandardCharsets.UTF_8));
  }

  static EventStruct accepted(EventContract contract, byte[] event) {
    EventOutcome outcome = contract.reader(MAX_BYTES).read(event);
    if (outcome instanceof EventStruct struct) {
      return struct;
    }
    throw new AssertionError("Rejected: " + ((RejectedEvent) outcome).rejection().message());
  }

  static Rejection rejected(EventContract contract, String event) {
    return rejected(contract, event.getBytes(StandardCharsets.UTF_8));
  }

  static Rejection rejected(EventContract contract, byte[] event) {
    EventOutcome outcome = contract.reader(MAX_BYTES).read(event);
    if (outcome instanceof RejectedEvent rejected) {
      return rejected.rejection();
    }
    throw new AssertionError("Accepted: " + outcome);
  }

  /** The message of a rejection. */
  static String message(EventContract contract, String event) {
    return rejected(contract, event).message();
  }
}
