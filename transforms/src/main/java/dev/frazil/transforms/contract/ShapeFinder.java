package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.ColumnShape.DecimalOf;
import dev.frazil.transforms.contract.ColumnShape.ListOf;
import dev.frazil.transforms.contract.ColumnShape.MapOf;
import dev.frazil.transforms.contract.ColumnShape.Member;
import dev.frazil.transforms.contract.ColumnShape.Named;
import dev.frazil.transforms.contract.ColumnShape.Scalar;
import dev.frazil.transforms.contract.ColumnShape.StructOf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Derives from a schema what its values are stored as. */
final class ShapeFinder {
  /** The text column for members that the contract does not name, where they are captured. */
  static final String CAPTURED = "_unknown";

  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(\\s*(\\d{1,2})\\s*,\\s*(\\d{1,2})\\s*\\)");
  private static final int MAX_PRECISION = 38;

  private final SchemaDocument document;
  private final NullCheck nulls;
  private final Map<String, Found> known = new HashMap<>();
  private final Map<String, Set<String>> requiredBySchema = new HashMap<>();
  private final Set<String> onTheWay = new HashSet<>();

  ShapeFinder(SchemaDocument document, NullCheck nulls) {
    this.document = document;
    this.nulls = nulls;
  }

  /** A shape, or none. */
  private record Found(@Nullable ColumnShape shape) {}

  /** What a value is stored as; null when it is not stored, or nothing says as what. */
  @Nullable ColumnShape of(SchemaNode node, ContractDefaults outer) {
    SchemaNode effective = document.effective(node);
    if (Boolean.FALSE.equals(effective.flag(Keywords.COLUMN))) {
      return null;
    }
    ContractDefaults defaults = outer.within(effective);
    String key = node.pointer() + ' ' + defaults.unknown();
    Found before = known.get(key);
    if (before != null) {
      return before.shape();
    }
    if (!onTheWay.add(key)) {
      throw new ContractException(
          node.path(),
          "a column would contain itself (expected x-frazil-type \"json\" where it begins)");
    }
    ColumnShape shape = derived(effective, defaults);
    onTheWay.remove(key);
    known.put(key, new Found(shape));
    return shape;
  }

  /** What is said of a property that should be a column, and is not said as what. */
  static ContractException shapeless(SchemaNode property) {
    return new ContractException(
        property.path(),
        "expected a type that a column follows from (or x-frazil-type \"json\", or"
            + " x-frazil-column false), found type "
            + ValueType.describe(property));
  }

  private @Nullable ColumnShape derived(SchemaNode node, ContractDefaults defaults) {
    String wanted = node.text(Keywords.TYPE);
    if (wanted != null) {
      return wanted(node, wanted);
    }
    ValueType type = ValueType.single(node);
    if (type != null) {
      return ofType(node, type, defaults);
    }
    return ValueType.of(node) == null ? inferred(node, defaults) : null;
  }

  private static ColumnShape wanted(SchemaNode node, String wanted) {
    ValueType type = ValueType.single(node);
    Matcher decimal = DECIMAL.matcher(wanted);
    if (wanted.equals("json")) {
      return Scalar.JSON;
    }
    if (wanted.equals("timestamp_ns") && node.has("format") && isDateTime(node)) {
      return Scalar.TIMESTAMP_NANOS;
    }
    if (decimal.matches() && (type == ValueType.NUMBER || type == ValueType.INTEGER)) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      if (precision >= 1 && precision <= MAX_PRECISION && scale <= precision) {
        return new DecimalOf(precision, scale);
      }
    }
    throw node.bad(
        Keywords.TYPE,
        "expected \"json\", \"decimal(precision,scale)\" for a number (precision 1 to 38, scale up"
            + " to that) or \"timestamp_ns\" for a date-time, found \""
            + wanted
            + '"');
  }

  private static boolean isDateTime(SchemaNode node) {
    return "date-time".equals(ValueType.format(node));
  }

  private @Nullable ColumnShape ofType(SchemaNode node, ValueType type, ContractDefaults defaults) {
    String format = ValueType.format(node);
    return switch (type) {
      case STRING ->
          switch (format) {
            case "date-time" -> Scalar.TIMESTAMP;
            case "date" -> Scalar.DATE;
            default -> Scalar.TEXT;
          };
      case INTEGER -> format.equals("int32") ? Scalar.INT32 : Scalar.INT64;
      case NUMBER -> Scalar.DOUBLE;
      case BOOLEAN -> Scalar.BOOLEAN;
      case ARRAY -> list(node, defaults);
      case OBJECT -> object(node, defaults);
      case NULL -> null;
    };
  }

  private @Nullable ColumnShape list(SchemaNode node, ContractDefaults defaults) {
    SchemaNode items = document.child(node, "items");
    ColumnShape shape = items == null || node.has("prefixItems") ? null : of(items, defaults);
    return items == null || shape == null ? null : new ListOf(member(items, shape));
  }

  private Member member(SchemaNode node, ColumnShape shape) {
    Member.Presence presence = nulls.accepts(node) ? Member.Presence.MAYBE : Member.Presence.ALWAYS;
    return new Member(shape, presence, node.text("description"));
  }

  private @Nullable ColumnShape object(SchemaNode node, ContractDefaults defaults) {
    Map<String, Member> fields = new LinkedHashMap<>();
    addProperties(node, defaults, fields);
    if (defaults.unknown() == ContractDefaults.Unknown.CAPTURE && fields.containsKey(CAPTURED)) {
      throw node.bad(
          "properties", "'" + CAPTURED + "' is the column that unknown members are captured in");
    }
    Set<String> always = new HashSet<>(fields.keySet());
    for (SchemaNode applied : document.appliedAlways(node)) {
      if (of(applied, defaults) instanceof StructOf struct) {
        struct.fields().forEach(field -> add(node, field.name(), field.member(), fields));
        struct.fields().forEach(field -> always.add(field.name()));
      }
    }
    for (SchemaNode applied : document.appliedSometimes(node)) {
      if (of(applied, defaults) instanceof StructOf struct) {
        for (Named field : struct.fields()) {
          Member member = field.member().loosened();
          add(
              node,
              field.name(),
              always.contains(field.name()) ? field.member().withShape(member.shape()) : member,
              fields);
        }
      }
    }
    if (fields.isEmpty()) {
      return node.has("properties") ? null : map(node, defaults);
    }
    return struct(node, fields, defaults);
  }

  private void addProperties(
      SchemaNode node, ContractDefaults defaults, Map<String, Member> fields) {
    document
        .children(node, "properties")
        .forEach(
            (name, property) -> {
              ColumnShape shape = of(property, defaults);
              if (shape != null) {
                fields.put(name, member(property, shape));
              }
            });
  }

  private StructOf struct(SchemaNode node, Map<String, Member> fields, ContractDefaults defaults) {
    Set<String> required = required(node);
    List<Named> named = new ArrayList<>();
    fields.forEach(
        (name, member) -> {
          boolean always = required.contains(name) && member.presence() == Member.Presence.ALWAYS;
          Member.Presence presence = always ? Member.Presence.ALWAYS : Member.Presence.MAYBE;
          named.add(new Named(name, new Member(member.shape(), presence, member.description())));
        });
    if (defaults.unknown() == ContractDefaults.Unknown.CAPTURE && !fields.containsKey(CAPTURED)) {
      Member captured =
          new Member(
              Scalar.JSON, Member.Presence.MAYBE, "Members that the contract does not name.");
      named.add(new Named(CAPTURED, captured));
    }
    return new StructOf(named);
  }

  /** The properties that have to be there, by this schema or one that always applies with it. */
  private Set<String> required(SchemaNode node) {
    Set<String> before = requiredBySchema.get(node.pointer());
    if (before != null) {
      return before;
    }
    Set<String> required = new LinkedHashSet<>(node.texts("required"));
    SchemaNode referred = document.referred(node);
    if (referred != null) {
      required.addAll(required(referred));
    }
    document.childList(node, "allOf").forEach(each -> required.addAll(required(each)));
    requiredBySchema.put(node.pointer(), required);
    return required;
  }

  private @Nullable ColumnShape map(SchemaNode node, ContractDefaults defaults) {
    SchemaNode values = document.child(node, "additionalProperties");
    boolean ofOneKind = values != null && !values.allowsNothing() && !node.has("patternProperties");
    ColumnShape shape = ofOneKind && values != null ? of(values, defaults) : null;
    return values == null || shape == null ? null : new MapOf(member(values, shape));
  }

  /** What follows from all schemas that apply to the value, where its own names no type. */
  private @Nullable ColumnShape inferred(SchemaNode node, ContractDefaults defaults) {
    List<SchemaNode> applied = document.applied(node);
    boolean isStruct =
        node.has("properties")
            || applied.stream().anyMatch(each -> of(each, defaults) instanceof StructOf);
    ColumnShape shape = isStruct ? object(node, defaults) : null;
    for (SchemaNode each : document.appliedAlways(node)) {
      ColumnShape other = of(each, defaults);
      shape = isStruct && other instanceof StructOf ? shape : merged(node, shape, other);
    }
    for (SchemaNode each : document.appliedSometimes(node)) {
      ColumnShape other = of(each, defaults);
      ColumnShape loose = other == null ? null : other.loosened();
      shape = isStruct && other instanceof StructOf ? shape : merged(node, shape, loose);
    }
    List<JsonValue> values = node.list("enum");
    for (JsonValue value : values == null ? List.<JsonValue>of() : values) {
      shape = merged(node, shape, ofValue(value));
    }
    JsonValue constant = node.value("const");
    return constant == null ? shape : merged(node, shape, ofValue(constant));
  }

  private static @Nullable ColumnShape ofValue(JsonValue value) {
    return switch (ValueType.ofValue(value)) {
      case STRING -> Scalar.TEXT;
      case INTEGER -> Scalar.INT64;
      case NUMBER -> Scalar.DOUBLE;
      case BOOLEAN -> Scalar.BOOLEAN;
      case OBJECT, ARRAY, NULL -> null;
    };
  }

  private void add(SchemaNode node, String name, Member member, Map<String, Member> fields) {
    Member before = fields.get(name);
    if (before == null) {
      fields.put(name, member);
      return;
    }
    ColumnShape shape = merged(node, before.shape(), member.shape());
    boolean always =
        before.presence() == Member.Presence.ALWAYS && member.presence() == Member.Presence.ALWAYS;
    Member.Presence presence = always ? Member.Presence.ALWAYS : Member.Presence.MAYBE;
    if (shape != null) {
      fields.put(name, new Member(shape, presence, before.description()));
    }
  }

  private @Nullable ColumnShape merged(
      SchemaNode node, @Nullable ColumnShape one, @Nullable ColumnShape other) {
    if (one == null || other == null || one.equals(other)) {
      return one == null ? other : one;
    }
    if (one instanceof StructOf struct && other instanceof StructOf more) {
      Map<String, Member> fields = new LinkedHashMap<>();
      struct.fields().forEach(field -> fields.put(field.name(), shared(field, more)));
      more.fields().forEach(field -> add(node, field.name(), shared(field, struct), fields));
      List<Named> named = new ArrayList<>();
      fields.forEach((name, member) -> named.add(new Named(name, member)));
      return new StructOf(named);
    }
    if (one instanceof Scalar scalar && other instanceof Scalar second) {
      ColumnShape wider = wider(scalar, second);
      if (wider != null) {
        return wider;
      }
    }
    throw new ContractException(
        node.path(),
        "its schemas disagree on a column: "
            + one.describe()
            + " and "
            + other.describe()
            + " (expected one of them, x-frazil-type \"json\" or x-frazil-column false)");
  }

  /** A field as one that only some have, where the other struct does not have it. */
  private static Member shared(Named field, StructOf other) {
    return other.indexOf(field.name()) == Property.NO_FIELD
        ? field.member().loosened()
        : field.member();
  }

  /** The one of two shapes that holds the values of both; null when neither does. */
  private static @Nullable Scalar wider(Scalar one, Scalar other) {
    List<Scalar> order = List.of(Scalar.INT32, Scalar.INT64, Scalar.DOUBLE);
    if (order.contains(one) && order.contains(other)) {
      return order.get(Math.max(order.indexOf(one), order.indexOf(other)));
    }
    return null;
  }
}
