package dev.frazil.transforms.delegate;

/** Whose fault it is that a converter threw. */
public sealed interface FailureVerdict {
  /** The exception that decided it, in one line for people. */
  String shown();

  /** The registry says, in its own words, that there is no schema of the id. */
  record UnknownSchema(String shown) implements FailureVerdict {}

  /** The bytes are no value of their schema. */
  record UnreadableValue(String shown) implements FailureVerdict {}

  /** Nobody can tell, whatever the schema: the registry cannot be reached, or is overloaded. */
  record NoAnswer(String shown) implements FailureVerdict {}

  /** Nobody can tell: what answers for this schema gives none, and does not say there is none. */
  record OtherAnswer(String shown) implements FailureVerdict {}
}
