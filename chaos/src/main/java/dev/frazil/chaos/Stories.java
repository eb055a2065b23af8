package dev.frazil.chaos;

import java.nio.file.Path;

/** What happens once in a run, to a topic and a table of its own. */
final class Stories {
  Stories(
      Stage stage, Path home, EventProducer producer, Lake lake, Journal journal, ChaosPlan plan) {}

  String dropTable() {
    return "";
  }

  String recreateTopic() {
    return "";
  }

  String retention() {
    return "";
  }

  String truncate() {
    return "";
  }
}
