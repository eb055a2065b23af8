package dev.frazil.connect.row;

/** What happens to a field of a value for which its table has no column. */
public enum UnknownFields {
  /** The field is left out and counted. */
  IGNORE,
  /** The record is rejected. */
  REJECT;

  /**
   * The policy of that name, as it is written in a configuration.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static UnknownFields of(String name) {
    return switch (name) {
      case "ignore" -> IGNORE;
      case "reject" -> REJECT;
      default ->
          throw new IllegalArgumentException(
              "Invalid unknown fields policy: " + name + " (expected ignore or reject)");
    };
  }
}
