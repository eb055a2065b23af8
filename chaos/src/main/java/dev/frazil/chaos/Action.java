package dev.frazil.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can happen to a stack, and how often it does, beside the others. */
enum Action {
  KILL(45),
  FREEZE(15),
  BROKER_RESTART(8),
  CATALOG_RESTART(2),
  STORE_RESTART(2),
  JOIN(5),
  LEAVE(5),
  TASKS(4),
  PAUSE(2),
  RESTART(2),
  RESTART_TASK(2),
  RECREATE(2),
  RENAME(1),
  OFFSETS_BACK(2),
  OFFSETS_RESET(1),
  PARTITIONS(1),
  ROLLBACK(3),
  EXPIRE(2),
  COMPACT(2),
  STORE_FAULTS(5),
  CATALOG_FAULTS(5),
  DISK_FULL(2),
  DROP_TABLE(0),
  REPLACE_TABLE(0),
  RECREATE_TOPIC(0),
  RETENTION(0),
  TRUNCATE(0);

  private final int weight;

  Action(int weight) {
    this.weight = weight;
  }

  /** How often it is drawn; 0 for what happens once in a run, to a topic of its own. */
  int weight() {
    return weight;
  }

  boolean isStory() {
    return weight == 0;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The one with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Action of(String label) {
    return Arrays.stream(values())
        .filter(action -> action.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid event: "
                        + label
                        + " (expected one of "
                        + labels(List.of(values()))
                        + ")"));
  }

  static String labels(List<Action> actions) {
    return actions.stream().map(Action::label).collect(Collectors.joining(", "));
  }
}
