package dev.frazil.cli.letters;

/** How a dead letter was resolved. */
public enum Resolution {
  /** Its record was committed to its tables. */
  REPLAYED("replayed"),
  /** Its tables had the record already. */
  ALREADY_THERE("already_there"),
  /** Its record was sent to its topic. */
  SENT_TO_TOPIC("sent_to_topic");

  private final String code;

  Resolution(String code) {
    this.code = code;
  }

  /** What the column says. */
  public String code() {
    return code;
  }
}
