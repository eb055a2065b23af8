package dev.frazil.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of all events.
 *
 * @param sent events that Kafka acknowledged
 * @param unsure events whose acknowledgement never came
 * @param rows rows read back
 * @param letters dead letters read back
 * @param doubleLetters events with more than one dead letter, which is allowed
 * @param goneAsAllowed events that are nowhere, and may be: their table or log was taken away
 * @param harms how many of each kind
 * @param examples some of each kind
 */
record Tally(
    long sent,
    long unsure,
    long rows,
    long letters,
    long doubleLetters,
    long goneAsAllowed,
    Map<Harm, Integer> harms,
    List<String> examples) {
  Tally {
    harms = harms.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(harms));
    examples = List.copyOf(examples);
  }

  int count(Harm harm) {
    return harms.getOrDefault(harm, 0);
  }

  boolean isClean() {
    return harms.isEmpty();
  }
}
