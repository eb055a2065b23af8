package dev.frazil.transforms.delegate;

/** Whose fault it is that a converter threw. */
public sealed interface FailureVerdict {
  /** The exception that decided it, in one line for people. */
  String shown();

  /** The registry says that there is no schema of the id. */
  record UnknownSchema(String shown) implements FailureVerdict {}

  /** The bytes are no value of their schema. */
  record UnreadableValue(String shown) implements FailureVerdict {}

  /** Nobody can tell: the registry does not answer, or not to us. */
  record NoAnswer(String shown) implements FailureVerdict {}
}
