package dev.frazil.transforms.line;

/** Where the value of a field comes from. */
sealed interface FieldSource {

  /** The text that a group of the pattern has taken. */
  record Group(int number, Decoding decoding) implements FieldSource {}

  /** Always the same value, as JSON. */
  record Constant(String json) implements FieldSource {}
}
