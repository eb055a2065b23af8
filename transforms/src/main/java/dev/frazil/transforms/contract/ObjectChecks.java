package dev.frazil.transforms.contract;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rarer assertions about an object.
 *
 * @param names checks each key as a text; null when any will do
 * @param byPattern rules for the members whose keys match
 * @param dependencies which properties have to be there when another is
 * @param least how many members there have to be
 * @param most how many members there may be
 */
record ObjectChecks(
    @Nullable ValueRule names,
    List<ByPattern> byPattern,
    List<Dependency> dependencies,
    int least,
    int most) {

  static final ObjectChecks NONE =
      new ObjectChecks(null, List.of(), List.of(), 0, Integer.MAX_VALUE);

  /** A rule for the members whose keys match. */
  record ByPattern(Pattern pattern, ValueRule rule) {
    boolean matches(String key) {
      return pattern.matcher(key).find();
    }
  }

  /** When one property is there the others have to be, by their numbers. */
  record Dependency(int trigger, List<Integer> needed) {}

  ObjectChecks {
    byPattern = List.copyOf(byPattern);
    dependencies = List.copyOf(dependencies);
  }

  /** Whether nothing is asked of a key, or of a member because of its key. */
  boolean areAboutNoKey() {
    return names == null && byPattern.isEmpty();
  }

  /** The rules for a member with this key. */
  List<ValueRule> rulesFor(String key) {
    List<ValueRule> rules = new ArrayList<>();
    for (ByPattern each : byPattern) {
      if (each.matches(key)) {
        rules.add(each.rule());
      }
    }
    return rules;
  }

  /** Checks an object at its end. */
  boolean pass(JsonTokens in, Complaint complaint, PropertyTable properties, ObjectFrame frame) {
    int members = frame.members();
    if (members < least) {
      return in.rejectMissing(
          complaint, Assertion.MIN_PROPERTIES, "at least " + least + " members, found " + members);
    }
    if (members > most) {
      return in.rejectMissing(
          complaint, Assertion.MAX_PROPERTIES, "at most " + most + " members, found " + members);
    }
    for (Dependency dependency : dependencies) {
      if (frame.hasSeen(dependency.trigger())) {
        for (int needed : dependency.needed()) {
          if (!frame.hasSeen(needed)) {
            return missing(in, complaint, properties, dependency.trigger(), needed);
          }
        }
      }
    }
    return true;
  }

  private static boolean missing(
      JsonTokens in, Complaint complaint, PropertyTable properties, int trigger, int needed) {
    String other = properties.property(trigger).name();
    in.rejectMissing(
        complaint, Assertion.DEPENDENT_REQUIRED, "a value beside '" + other + "', found none");
    return in.cursor().faultIn(properties.property(needed).name());
  }
}
