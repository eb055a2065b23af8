package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an array, element by element. */
final class ListRule implements ValueRule {
  private final Complaint complaint;
  private final List<ListElement> first;
  private final ListElement rest;
  private final ListChecks checks;
  private final Property.Storage storage;

  /**
   * An array of elements.
   *
   * @param first what the elements in front are, one by one
   * @param rest what those after them are
   */
  ListRule(
      Complaint complaint,
      List<ListElement> first,
      ListElement rest,
      ListChecks checks,
      Property.Storage storage) {
    this.complaint = complaint;
    this.first = List.copyOf(first);
    this.rest = rest;
    this.checks = checks;
    this.storage = storage;
  }

  @Override
  public boolean read(JsonTokens in) {
    JsonCursor cursor = in.cursor();
    int start = cursor.position;
    if (cursor.peek() != '[') {
      return in.rejectType(complaint, "an array");
    }
    if (!cursor.enter()) {
      return false;
    }
    List<@Nullable Object> elements =
        storage == Property.Storage.COLUMN ? new ArrayList<>() : List.of();
    return readElements(in, elements, start) && cursor.leave() && in.read(elements);
  }

  private boolean readElements(JsonTokens in, List<@Nullable Object> elements, int start) {
    JsonCursor cursor = in.cursor();
    int count = 0;
    int containing = 0;
    cursor.skipSpace();
    if (cursor.consume(']')) {
      return checks.pass(in, complaint, 0, 0, start);
    }
    ElementSet seen = checks.unique() ? new ElementSet() : null;
    do {
      cursor.skipSpace();
      int from = cursor.position;
      if (!readElement(in, count < first.size() ? first.get(count) : rest, elements)) {
        return cursor.faultIn(count);
      }
      if (seen != null && !isNew(in, seen, from)) {
        return cursor.faultIn(count);
      }
      containing += checks.isContained(in, from) ? 1 : 0;
      count++;
      cursor.skipSpace();
    } while (cursor.consume(','));
    return cursor.consume(']')
        ? checks.pass(in, complaint, count, containing, start)
        : cursor.malformed("',' or ']'");
  }

  private boolean readElement(JsonTokens in, ListElement element, List<@Nullable Object> elements) {
    boolean isNull = in.cursor().peek() == 'n';
    if (!element.read(in)) {
      return false;
    }
    if (storage == Property.Storage.COLUMN) {
      elements.add(isNull ? null : element.box(in));
    }
    return true;
  }

  private boolean isNew(JsonTokens in, ElementSet seen, int from) {
    return seen.add(in, from)
        || in.reject(complaint, Assertion.UNIQUE_ITEMS, "elements that are all different", from);
  }
}
