package dev.frazil.transforms.contract;

import com.google.re2j.Pattern;
import dev.frazil.transforms.contract.Complaint.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which schemas must not show values: those of places in an event where, or inside of which,
 * any schema that may apply there is redacted. It follows all schemas that may meet in one place
 * together, from the event itself inwards.
 */
final class Redaction {
  /** How many places are followed; a contract of more shows no value at all. */
  private static final int MOST_PLACES = 100_000;

  private final SchemaDocument document;
  private final Map<Set<String>, Place> places = new LinkedHashMap<>();
  private final Deque<Place> open = new ArrayDeque<>();
  private final Map<String, Map<String, SchemaNode>> children = new HashMap<>();
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final Set<String> hiding = new HashSet<>();
  private boolean hidesAll;

  Redaction(SchemaDocument document) {
    this.document = document;
    boolean redacts = false;
    for (SchemaNode node : document.schemas()) {
      redacts |= Boolean.TRUE.equals(node.flag(Keywords.REDACT));
    }
    if (redacts) {
      follow();
      note();
    }
  }

  /** A schema that may apply to a value, with what is shown of it, and around it. */
  private record Applied(SchemaNode node, ContractDefaults defaults, ContractDefaults outer) {
    String key() {
      return Redaction.key(node, defaults.values());
    }
  }

  /** A place in an event: what may apply there, and what is inside. */
  private static final class Place {
    private final List<Applied> applied;
    private final List<Place> inside = new ArrayList<>();
    private boolean isHidden;

    Place(List<Applied> applied) {
      this.applied = applied;
      this.isHidden = applied.stream().anyMatch(each -> each.defaults.values() == Values.LEFT_OUT);
    }
  }

  /** What becomes of values in complaints of the schema, which has these defaults. */
  Values values(SchemaNode node, ContractDefaults defaults) {
    boolean hides = hidesAll || hiding.contains(key(node, defaults.values()));
    return hides ? Values.LEFT_OUT : defaults.values();
  }

  private static String key(SchemaNode node, Values values) {
    return values + node.pointer();
  }

  private void follow() {
    List<Applied> event = new ArrayList<>();
    add(document.root(), ContractDefaults.NONE, event);
    place(event);
    while (!open.isEmpty() && !hidesAll) {
      Place place = open.remove();
      Set<String> names = new LinkedHashSet<>();
      for (Applied each : place.applied) {
        names.addAll(children(each.node, "properties").keySet());
      }
      names.forEach(name -> enter(place, members(place, name)));
      enter(place, members(place, null));
      enter(place, elements(place));
      hidesAll = places.size() > MOST_PLACES;
    }
  }

  private void enter(Place outer, List<Applied> applied) {
    if (!applied.isEmpty()) {
      outer.inside.add(place(applied));
    }
  }

  private Place place(List<Applied> applied) {
    Map<String, Applied> all = new LinkedHashMap<>();
    Deque<Applied> next = new ArrayDeque<>(applied);
    while (!next.isEmpty()) {
      Applied each = next.remove();
      if (all.putIfAbsent(each.key(), each) == null) {
        List<Applied> others = new ArrayList<>();
        document.applied(each.node).forEach(node -> add(node, each.defaults, others));
        Keywords.ASKED.forEach(key -> add(document.child(each.node, key), each.defaults, others));
        next.addAll(others);
      }
    }
    return places.computeIfAbsent(
        Set.copyOf(all.keySet()),
        key -> {
          Place place = new Place(List.copyOf(all.values()));
          open.add(place);
          return place;
        });
  }

  /** What may apply to a member of this name, or of one that no schema names. */
  private List<Applied> members(Place place, @Nullable String name) {
    List<Applied> found = new ArrayList<>();
    for (Applied each : place.applied) {
      int before = found.size();
      if (name != null) {
        add(children(each.node, "properties").get(name), each.defaults, found);
      }
      children(each.node, "patternProperties")
          .forEach(
              (pattern, schema) -> {
                if (name == null || matches(each.node, pattern, name)) {
                  add(schema, each.defaults, found);
                }
              });
      if (name == null || found.size() == before) {
        add(document.child(each.node, "additionalProperties"), each.defaults, found);
      }
    }
    return found;
  }

  private List<Applied> elements(Place place) {
    List<Applied> found = new ArrayList<>();
    for (Applied each : place.applied) {
      document.childList(each.node, "prefixItems").forEach(n -> add(n, each.defaults, found));
      add(document.child(each.node, "items"), each.defaults, found);
      add(document.child(each.node, "contains"), each.defaults, found);
    }
    return found;
  }

  private Map<String, SchemaNode> children(SchemaNode node, String key) {
    return children.computeIfAbsent(
        node.pointer() + '/' + key, pointer -> document.children(node, key));
  }

  private boolean matches(SchemaNode node, String pattern, String name) {
    return patterns
        .computeIfAbsent(pattern, each -> ScalarRules.linear(node, "patternProperties", each))
        .matcher(name)
        .find();
  }

  private static void add(
      @Nullable SchemaNode node, ContractDefaults outer, List<Applied> applied) {
    if (node != null) {
      applied.add(new Applied(node, outer.within(node), outer));
    }
  }

  /** What has a hidden place inside is hidden too, and so is all that applies there. */
  private void note() {
    boolean spreads = true;
    while (spreads) {
      spreads = false;
      for (Place place : places.values()) {
        if (!place.isHidden && place.inside.stream().anyMatch(inner -> inner.isHidden)) {
          place.isHidden = true;
          spreads = true;
        }
      }
    }
    for (Place place : places.values()) {
      if (place.isHidden) {
        // A schema in the place of one that only refers to it may have the defaults of that one.
        place.applied.forEach(each -> hiding.add(each.key()));
        place.applied.forEach(each -> hiding.add(key(each.node, each.outer.values())));
      }
    }
  }
}
