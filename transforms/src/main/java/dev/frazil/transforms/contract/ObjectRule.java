package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor;
import dev.frazil.transforms.json.SliceIndex;
import dev.frazil.transforms.json.TextScanner;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads an object, member by member in the order in which they come. */
final class ObjectRule implements ValueRule {
  private static final int BAD_KEY = -2;
  private static final int KEY_SHOWN = 400;

  private final Complaint complaint;
  private final PropertyTable properties;
  private final UnknownMembers unknown;
  private final ObjectChecks checks;
  private final ObjectTarget target;
  private final int number;

  /** Numbers of object rules begin at zero. */
  ObjectRule(
      Complaint complaint,
      PropertyTable properties,
      UnknownMembers unknown,
      ObjectChecks checks,
      ObjectTarget target,
      int number) {
    this.complaint = complaint;
    this.properties = properties;
    this.unknown = unknown;
    this.checks = checks;
    this.target = target;
    this.number = number;
  }

  @Override
  public boolean read(JsonTokens in) {
    JsonCursor cursor = in.cursor();
    if (cursor.peek() != '{') {
      return in.rejectType(complaint, "an object");
    }
    if (!cursor.enter()) {
      return false;
    }
    ObjectFrame frame = in.frames().at(cursor.depth);
    frame.begin(properties.size());
    int keyMark = in.keys().size();
    target.begin(in, frame);
    boolean read = readMembers(in, frame, keyMark) && cursor.leave();
    in.keys().truncate(keyMark);
    return read && target.end(in, frame);
  }

  private boolean readMembers(JsonTokens in, ObjectFrame frame, int keyMark) {
    JsonCursor cursor = in.cursor();
    int[] successors = in.frames().successors(number, properties.size());
    cursor.skipSpace();
    if (cursor.consume('}')) {
      return passesAtEnd(in, frame);
    }
    int previous = SliceIndex.ABSENT;
    do {
      cursor.skipSpace();
      int keyStart = cursor.position;
      if (!cursor.consume('"')) {
        return cursor.malformed("a key");
      }
      int property = readKey(in, successors, previous);
      if (property == BAD_KEY || !readMember(in, frame, property, keyStart, keyMark)) {
        return false;
      }
      previous = property == SliceIndex.ABSENT ? previous : property;
      cursor.skipSpace();
    } while (cursor.consume(','));
    return cursor.consume('}') ? passesAtEnd(in, frame) : cursor.malformed("',' or '}'");
  }

  /**
   * Goes past a key; the number of its property, {@link SliceIndex#ABSENT}, or {@link #BAD_KEY}.
   */
  private int readKey(JsonTokens in, int[] successors, int previous) {
    JsonCursor cursor = in.cursor();
    int expected = successors[previous + 1];
    int length = properties.match(expected, cursor.bytes, cursor.position, cursor.limit);
    if (length > 0) {
      cursor.position += length;
      return expected;
    }
    TextScanner text = in.text();
    if (!text.scan(in.scratch())) {
      return BAD_KEY;
    }
    int property = properties.find(text.bytes(), text.offset(), text.length());
    if (property != SliceIndex.ABSENT) {
      successors[previous + 1] = property;
    }
    return property;
  }

  private boolean readMember(
      JsonTokens in, ObjectFrame frame, int property, int keyStart, int keyMark) {
    frame.countMember();
    if (property == SliceIndex.ABSENT) {
      return in.keys().add(in.text(), in.cursor().bytes, keyMark)
          ? readUnknown(in, frame, keyStart)
          : rejectDuplicate(in, key(in.text(), KEY_SHOWN));
    }
    Property known = properties.property(property);
    if (!frame.see(property)) {
      return rejectDuplicate(in, known.name());
    }
    if (checks.names() != null && !passesName(in, keyStart)) {
      return in.cursor().faultIn(known.name());
    }
    ValueRule rule = properties.rule(property);
    if (rule != null || (known.nulls() == Property.Nulls.ABSENT && isNullNext(in.cursor()))) {
      return in.cursor().consumeColon()
          && readValue(in, frame, property, rule == null ? SkipRule.ANY : rule);
    }
    return readUnnamed(in, frame, keyStart, known.name());
  }

  /** Whether the colon at the position, if it is one, is before a null. */
  private static boolean isNullNext(JsonCursor cursor) {
    int afterKey = cursor.position;
    cursor.skipSpace();
    boolean isColon = cursor.consume(':');
    cursor.skipSpace();
    boolean isNull = isColon && cursor.peek() == 'n';
    cursor.position = afterKey;
    return isNull;
  }

  private boolean readValue(JsonTokens in, ObjectFrame frame, int number, ValueRule rule) {
    if (in.cursor().peek() == 'n') {
      Property property = properties.property(number);
      if (property.nulls() == Property.Nulls.ABSENT) {
        frame.takeForAbsent(number);
      }
      return in.readNull(property.complaint(), property.nulls(), rule)
          || in.cursor().faultIn(property.name());
    }
    if (!rule.read(in)) {
      return in.cursor().faultIn(properties.property(number).name());
    }
    int field = properties.field(number);
    if (field != Property.NO_FIELD) {
      frame.fill(field, in);
    }
    return true;
  }

  /** Reads a member whose key was scanned last, and is no property. */
  private boolean readUnknown(JsonTokens in, ObjectFrame frame, int keyStart) {
    if (unknown instanceof UnknownMembers.Ignored && checks.areAboutNoKey()) {
      return readOther(in, frame, keyStart, SkipRule.ANY);
    }
    String key = key(in.text(), Integer.MAX_VALUE);
    return passesName(in, keyStart)
        ? readUnnamed(in, frame, keyStart, key)
        : in.cursor().faultIn(key);
  }

  /** Reads a member that is no property by what patterns of keys say of it, or else the object. */
  private boolean readUnnamed(JsonTokens in, ObjectFrame frame, int keyStart, String key) {
    List<ValueRule> rules = checks.rulesFor(key);
    if (rules.isEmpty()) {
      return readAdditional(in, frame, keyStart, key);
    }
    ValueRule rule = CombinedRule.of(rules.get(0), rules.subList(1, rules.size()));
    return readOther(in, frame, keyStart, rule) || in.cursor().faultIn(key);
  }

  private static boolean readOther(JsonTokens in, ObjectFrame frame, int keyStart, ValueRule rule) {
    boolean passed = in.cursor().consumeColon() && rule.read(in);
    frame.passOther(keyStart, in);
    return passed;
  }

  private boolean readAdditional(JsonTokens in, ObjectFrame frame, int keyStart, String key) {
    JsonCursor cursor = in.cursor();
    if (unknown instanceof UnknownMembers.Ignored) {
      return readOther(in, frame, keyStart, SkipRule.ANY);
    }
    if (unknown instanceof UnknownMembers.Rejected) {
      String expected = "no member that the contract does not name";
      in.rejectMissing(complaint, Assertion.ADDITIONAL_PROPERTIES, expected);
      return cursor.faultIn(key);
    }
    if (unknown instanceof UnknownMembers.Mapped mapped) {
      return cursor.consumeColon() && readEntry(in, frame, mapped.value(), key);
    }
    ValueRule rule = ((UnknownMembers.Checked) unknown).rule();
    return readOther(in, frame, keyStart, rule) || cursor.faultIn(key);
  }

  private static boolean readEntry(
      JsonTokens in, ObjectFrame frame, ListElement value, String key) {
    boolean isNull = in.cursor().peek() == 'n';
    if (!value.read(in)) {
      return in.cursor().faultIn(key);
    }
    frame.map().put(key, isNull ? null : value.box(in));
    return true;
  }

  private boolean passesName(JsonTokens in, int keyStart) {
    ValueRule names = checks.names();
    return names == null || in.readAgain(names, keyStart);
  }

  private boolean passesAtEnd(JsonTokens in, ObjectFrame frame) {
    int missing = properties.firstMissing(frame);
    if (missing != SliceIndex.ABSENT) {
      Property property = properties.property(missing);
      in.rejectMissing(property.complaint(), Assertion.REQUIRED, "a value, found none");
      return in.cursor().faultIn(property.name());
    }
    return checks.pass(in, complaint, properties, frame);
  }

  private static String key(TextScanner text, int most) {
    int length = Math.min(text.length(), most);
    return new String(text.bytes(), text.offset(), length, StandardCharsets.UTF_8);
  }

  private static boolean rejectDuplicate(JsonTokens in, String key) {
    String path = Rejection.child("$", key);
    Rejection rejection =
        new Rejection(RejectReason.DUPLICATE_KEY, path, "expected the key once, found it again");
    return in.cursor().rejectInside(rejection, in.cursor().position);
  }
}
