package dev.frazil.cli.events;

/** What must become of an event. */
public sealed interface Fate {

  /** A row in the silver table of the event's topic. */
  record Silver() implements Fate {}

  /**
   * A dead letter.
   *
   * @param kind what is wrong with the event
   */
  record Rejected(BadKind kind) implements Fate {

    /** The code of the reject reason that the dead letter must carry. */
    public String reason() {
      return kind.reason();
    }
  }
}
