package dev.frazil.transforms.contract;

import com.google.re2j.Pattern;
import dev.frazil.transforms.contract.ColumnShape.MapOf;
import dev.frazil.transforms.contract.ColumnShape.Named;
import dev.frazil.transforms.contract.ColumnShape.Scalar;
import dev.frazil.transforms.contract.ColumnShape.StructOf;
import dev.frazil.transforms.contract.ObjectChecks.ByPattern;
import dev.frazil.transforms.contract.ObjectChecks.Dependency;
import dev.frazil.transforms.contract.Property.Nulls;
import dev.frazil.transforms.contract.Property.Presence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles what a schema says about objects. */
final class ObjectCompiler {
  private final RuleCompiler compiler;
  private final SchemaDocument document;
  private final SchemaNode node;
  private final ContractDefaults defaults;
  private final Complaint complaint;
  private final Map<String, SchemaNode> properties;
  private final Set<String> required;
  private final Set<String> absent;
  private final List<ByPattern> byPattern = new ArrayList<>();
  private final List<Pattern> notNull = new ArrayList<>();

  ObjectCompiler(RuleCompiler compiler, SchemaNode node, ContractDefaults defaults) {
    this.compiler = compiler;
    this.document = compiler.document();
    this.node = node;
    this.defaults = defaults.inside();
    this.absent = defaults.absent();
    this.complaint = compiler.complaint(node, defaults);
    this.properties = document.children(node, "properties");
    this.required = new LinkedHashSet<>(node.texts("required"));
    document
        .children(node, "patternProperties")
        .forEach(
            (pattern, schema) -> {
              Pattern keys = ScalarRules.linear(node, "patternProperties", pattern);
              byPattern.add(new ByPattern(keys, compiler.check(schema, this.defaults)));
              if (!compiler.acceptsNull(schema)) {
                notNull.add(keys);
              }
            });
  }

  /** Passes exactly what is an object with this member. */
  static ValueRule having(String name, Nulls nulls, int number) {
    Complaint none = new Complaint(Map.of(), Complaint.Values.LEFT_OUT);
    Property property = new Property(name, none, nulls, null, Property.NO_FIELD);
    return new ObjectRule(
        none,
        new PropertyTable(List.of(property), List.of(0)),
        new UnknownMembers.Ignored(),
        ObjectChecks.NONE,
        new ObjectTarget.Nothing(),
        number);
  }

  /** Only checks objects. */
  ValueRule check() {
    List<Property> all = new ArrayList<>();
    properties.forEach(
        (name, schema) ->
            all.add(property(name, schema, compiler.check(schema, defaults), Property.NO_FIELD)));
    return rule(all, additional(), new ObjectTarget.Nothing());
  }

  /** Checks objects and stores them as maps. */
  ValueRule stored(MapOf map, StoredAs as) {
    SchemaNode values = document.child(node, "additionalProperties");
    StoredAs value = as.element(map.value().shape());
    ListElement element =
        values == null
            ? new ListElement(
                complaint, Nulls.ALLOWED, compiler.bare(node, value, defaults), value.shape())
            : compiler.element(values, value, defaults);
    return rule(List.of(), new UnknownMembers.Mapped(element), new ObjectTarget.Entries());
  }

  /** Checks objects and stores them as structs. */
  ValueRule stored(StructOf struct, StoredAs as) {
    refuseUnknownRequired();
    int captured = captured(struct);
    List<Property> all = new ArrayList<>();
    properties.forEach((name, schema) -> all.add(property(name, schema, struct, as)));
    for (Named field : struct.fields()) {
      boolean isProperty = struct.indexOf(field.name()) != captured;
      if (isProperty && !properties.containsKey(field.name())) {
        all.add(elsewhere(field, struct, as));
      }
    }
    List<Boolean> areObjects =
        struct.fields().stream().map(field -> field.member().shape().isObject()).toList();
    ObjectTarget target = new ObjectTarget.Fields(as.schema(), areObjects, captured);
    boolean isStrict =
        captured == Property.NO_FIELD && defaults.unknown() == ContractDefaults.Unknown.REJECT;
    UnknownMembers unknown = additional();
    boolean rejects = isStrict && unknown instanceof UnknownMembers.Ignored;
    return rule(all, rejects ? new UnknownMembers.Rejected() : unknown, target);
  }

  /** Where all properties of an object are named, one that has to be there is one of them. */
  private void refuseUnknownRequired() {
    if (document.applied(node).isEmpty() && byPattern.isEmpty() && node.has("properties")) {
      for (String name : required) {
        if (!properties.containsKey(name)) {
          throw node.bad("required", "'" + name + "' is not in properties");
        }
      }
    }
  }

  private Property property(String name, SchemaNode schema, StructOf struct, StoredAs as) {
    int field = struct.indexOf(name);
    boolean isColumn = !Boolean.FALSE.equals(document.effective(schema).flag(Keywords.COLUMN));
    if (isColumn && field == Property.NO_FIELD) {
      throw ShapeFinder.shapeless(schema);
    }
    ColumnShape shape = isColumn ? struct.fields().get(field).member().shape() : null;
    ValueRule rule =
        shape == null
            ? compiler.check(schema, defaults)
            : compiler.stored(schema, as.field(name, shape), defaults);
    return property(name, schema, rule, isColumn ? field : Property.NO_FIELD);
  }

  private Property property(String name, SchemaNode schema, ValueRule rule, int field) {
    Presence presence = required.contains(name) ? Presence.REQUIRED : Presence.OPTIONAL;
    return new Property(
        name,
        compiler.complaint(schema, defaults.within(schema)),
        nulls(name, schema, presence),
        CombinedRule.of(rule, patternsOf(name)),
        field);
  }

  /** A column whose property another schema of the same object has. */
  private Property elsewhere(Named field, StructOf struct, StoredAs as) {
    UnknownMembers unknown = additional();
    StoredAs column = as.field(field.name(), field.member().shape());
    ValueRule stored = compiler.bare(node, column, defaults);
    List<ValueRule> others = new ArrayList<>(patternsOf(field.name()));
    if (others.isEmpty() && unknown instanceof UnknownMembers.Checked checked) {
      others.add(checked.rule());
    }
    boolean isRefused = others.isEmpty() && unknown instanceof UnknownMembers.Rejected;
    return new Property(
        field.name(),
        complaint,
        nullsElsewhere(field.name()),
        isRefused ? null : CombinedRule.of(stored, others),
        struct.indexOf(field.name()));
  }

  private Nulls nulls(String name, SchemaNode schema, Presence presence) {
    Nulls nulls = mayBeNull(name) ? compiler.nulls(schema, presence, defaults) : Nulls.WRONG_TYPE;
    return absent.contains(name) && nulls != Nulls.MISSING ? Nulls.ABSENT : nulls;
  }

  private Nulls nullsElsewhere(String name) {
    if (absent.contains(name)) {
      return Nulls.ABSENT;
    }
    return isNullElsewhere(name) ? Nulls.ALLOWED : Nulls.WRONG_TYPE;
  }

  private boolean mayBeNull(String name) {
    return notNull.stream().noneMatch(pattern -> pattern.matcher(name).find());
  }

  /** Whether null is valid by what this schema says of a property that another one has. */
  private boolean isNullElsewhere(String name) {
    SchemaNode additional = document.child(node, "additionalProperties");
    boolean isAdditional = patternsOf(name).isEmpty() && additional != null;
    return mayBeNull(name)
        && (!isAdditional || additional == null || compiler.acceptsNull(additional));
  }

  private List<ValueRule> patternsOf(String name) {
    return byPattern.stream().filter(each -> each.matches(name)).map(ByPattern::rule).toList();
  }

  /** The field for members that have no field of their own, or {@link Property#NO_FIELD}. */
  private int captured(StructOf struct) {
    int field = struct.indexOf(ShapeFinder.CAPTURED);
    boolean captures =
        field != Property.NO_FIELD
            && struct.fields().get(field).member().shape() == Scalar.JSON
            && !properties.containsKey(ShapeFinder.CAPTURED);
    return captures ? field : Property.NO_FIELD;
  }

  private UnknownMembers additional() {
    SchemaNode additional = document.child(node, "additionalProperties");
    if (additional == null) {
      return new UnknownMembers.Ignored();
    }
    if (additional.allowsNothing()) {
      return new UnknownMembers.Rejected();
    }
    ValueRule rule = compiler.check(additional, defaults);
    return rule == SkipRule.ANY ? new UnknownMembers.Ignored() : new UnknownMembers.Checked(rule);
  }

  private ValueRule rule(List<Property> known, UnknownMembers unknown, ObjectTarget target) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    List<Property> all = new ArrayList<>(known);
    all.forEach(property -> numbers.put(property.name(), numbers.size()));
    List<Integer> needed = new ArrayList<>();
    required.forEach(name -> needed.add(number(name, numbers, all)));
    absent.forEach(name -> number(name, numbers, all));
    List<Dependency> dependencies = new ArrayList<>();
    SchemaNode dependent = node.child("dependentRequired");
    if (dependent != null) {
      dependent
          .members()
          .keySet()
          .forEach(
              name ->
                  dependencies.add(
                      new Dependency(
                          number(name, numbers, all),
                          dependent.texts(name).stream()
                              .map(other -> number(other, numbers, all))
                              .toList())));
    }
    SchemaNode names = document.child(node, "propertyNames");
    ObjectChecks checks =
        new ObjectChecks(
            names == null ? null : compiler.check(names, defaults),
            byPattern,
            dependencies,
            count("minProperties", 0),
            count("maxProperties", Integer.MAX_VALUE));
    return new ObjectRule(
        complaint,
        new PropertyTable(all, needed),
        unknown,
        checks,
        target,
        compiler.nextObjectRule());
  }

  /** The number of the property, which is added as one that is only named if it is not there. */
  private int number(String name, Map<String, Integer> numbers, List<Property> all) {
    return numbers.computeIfAbsent(
        name,
        missing -> {
          Nulls taken = absent.contains(missing) ? Nulls.ABSENT : Nulls.CHECKED;
          all.add(new Property(missing, complaint, taken, null, Property.NO_FIELD));
          return all.size() - 1;
        });
  }

  private int count(String key, int otherwise) {
    @Nullable Integer count = node.count(key);
    return count == null ? otherwise : count;
  }
}
