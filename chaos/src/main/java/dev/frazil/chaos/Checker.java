package dev.frazil.chaos;

import dev.frazil.chaos.Truth.Destiny;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was sent with what is there, event by event. Knows nothing of ledgers, offsets of
 * groups or snapshots: an event is told by its id. Not thread-safe.
 */
final class Checker {
  private static final int EXAMPLES = 20;

  private final Map<String, Truth> truth = new HashMap<>();
  private final Set<String> unsure;
  private final Set<String> rows = new HashSet<>();
  private final Set<String> letters = new HashSet<>();
  private final Set<String> doubleLetters = new HashSet<>();
  private final Set<String> keptLetters = new HashSet<>();
  private final Deaths deaths;
  private final Map<Harm, Integer> harms = new EnumMap<>(Harm.class);
  private final List<String> examples = new ArrayList<>();
  private long rowCount;
  private long letterCount;

  /**
   * A checker of these events.
   *
   * @param unsure ids of events that Kafka may have or not have: whatever became of them is right
   * @param deaths where dead letters have to be
   */
  Checker(Collection<Truth> sent, Set<String> unsure, Deaths deaths) {
    this.deaths = deaths;
    sent.forEach(event -> truth.put(event.id(), event));
    this.unsure = Set.copyOf(unsure);
    if (truth.size() != sent.size()) {
      throw new IllegalArgumentException("Invalid events: two have the same id");
    }
  }

  void row(SilverRow row) {
    rowCount++;
    Truth sent = truth.get(row.id());
    if (!rows.add(row.id())) {
      harm(Harm.DOUBLED, sent, row.id(), "another row in " + row.table() + " " + row.origin());
    }
    if (sent == null) {
      unexpected(row.id(), "a row of " + row.table() + " " + row.origin());
      return;
    }
    if (!row.table().equals(sent.topic()) || sent.fate() == Destiny.LETTER) {
      harm(Harm.MISROUTED, sent, row.id(), "a row of " + row.table());
    } else if (row.row() != sent.row()) {
      harm(Harm.ALTERED, sent, row.id(), "its columns are not what was sent");
    }
    if (!row.origin().isEmpty() && !row.origin().equals(sent.origin())) {
      harm(Harm.WRONG_ORIGIN, sent, row.id(), "its row says " + row.origin());
    }
  }

  /** Letters may be there twice. */
  void letter(Letter letter) {
    letterCount++;
    if (!letters.add(letter.id())) {
      doubleLetters.add(letter.id());
    }
    check(letter, "dead letter");
  }

  /** A row of a dead-letter table: each event is there once. */
  void keptLetter(Letter letter) {
    if (!keptLetters.add(letter.id())) {
      harm(Harm.DOUBLED, truth.get(letter.id()), letter.id(), "another row of dead letters");
    }
    check(letter, "row of dead letters");
  }

  private void check(Letter letter, String what) {
    Truth sent = truth.get(letter.id());
    if (sent == null) {
      unexpected(letter.id(), "a " + what + " " + letter.origin());
      return;
    }
    if (sent.fate() != Destiny.LETTER) {
      harm(Harm.MISROUTED, sent, letter.id(), "a " + what + ", " + letter.reason());
    } else if (!letter.reason().equals(sent.reason())) {
      harm(Harm.WRONG_REASON, sent, letter.id(), letter.reason() + ", not " + sent.reason());
    }
    if (letter.payload() != sent.payload()) {
      harm(Harm.ALTERED, sent, letter.id(), "its " + what + " is not what was sent");
    }
    if (!letter.origin().equals(sent.origin())) {
      harm(Harm.WRONG_ORIGIN, sent, letter.id(), "its " + what + " says " + letter.origin());
    }
  }

  /** To be asked once, when all rows and letters have been shown. */
  Tally tally() {
    long absent = 0;
    for (Truth sent : truth.values()) {
      boolean there =
          sent.fate() == Destiny.LETTER ? letters.contains(sent.id()) : rows.contains(sent.id());
      if (!there && sent.fate() == Destiny.ROW_OR_NOTHING) {
        absent++;
      } else if (!there) {
        harm(Harm.LOST, sent, sent.id(), "nowhere as a " + sent.fate());
      } else if (isToBeKept(sent) && !keptLetters.contains(sent.id())) {
        harm(Harm.LOST, sent, sent.id(), "in no table of dead letters");
      }
    }
    return new Tally(
        truth.size(),
        unsure.size(),
        rowCount,
        letterCount,
        doubleLetters.size(),
        absent,
        harms,
        examples);
  }

  private boolean isToBeKept(Truth sent) {
    return switch (deaths) {
      case ON_TOPIC -> false;
      case ON_TOPIC_AND_IN_TABLE -> sent.fate() == Destiny.LETTER;
    };
  }

  private void unexpected(String id, String what) {
    if (!unsure.contains(id)) {
      harm(Harm.UNEXPECTED, null, id, what);
    }
  }

  private void harm(Harm harm, @Nullable Truth sent, String id, String what) {
    harms.merge(harm, 1, Integer::sum);
    if (harms.getOrDefault(harm, 0) <= EXAMPLES) {
      examples.add(
          harm.label() + ": " + id + (sent == null ? "" : " " + sent.origin()) + ": " + what);
    }
  }
}
