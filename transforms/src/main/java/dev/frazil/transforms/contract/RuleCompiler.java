package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.ColumnShape.DecimalOf;
import dev.frazil.transforms.contract.ColumnShape.ListOf;
import dev.frazil.transforms.contract.ColumnShape.MapOf;
import dev.frazil.transforms.contract.ColumnShape.Scalar;
import dev.frazil.transforms.contract.ColumnShape.StructOf;
import dev.frazil.transforms.contract.Property.Nulls;
import dev.frazil.transforms.contract.Property.Presence;
import dev.frazil.transforms.contract.Property.Storage;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the schemas of one document to rules. Where a schema names the type that its value is
 * stored as, one rule checks and stores; where not, one checks and another stores.
 */
final class RuleCompiler {
  private final SchemaDocument document;
  private final NullCheck nulls;
  private final ShapeFinder shapes;
  private final Map<String, SharedRule> shared = new HashMap<>();
  private final ContractDefaults outermost;
  private final Map<StructOf, Schema> schemas = new IdentityHashMap<>();
  private int objectRules;

  RuleCompiler(SchemaDocument document) {
    this.document = document;
    this.nulls = new NullCheck(document);
    this.shapes = new ShapeFinder(document, nulls);
    this.outermost = ContractDefaults.of(document.root());
  }

  SchemaDocument document() {
    return document;
  }

  ShapeFinder shapes() {
    return shapes;
  }

  /** The one schema of all structs of this shape. */
  Schema schema(StructOf shape) {
    return schemas.computeIfAbsent(shape, each -> each.builder().build());
  }

  /** How many object rules were made. */
  int objectRules() {
    return objectRules;
  }

  int nextObjectRule() {
    return objectRules++;
  }

  /** Only checks values. */
  ValueRule check(SchemaNode node, ContractDefaults outer) {
    node.refuseUnknown();
    ContractDefaults defaults = outer.within(node);
    TypedChecks typed = new TypedChecks(this, node, defaults);
    AppliedRules applied = new AppliedRules(this, node, defaults);
    return CombinedRule.of(
        typed.rule(), typed.coverValues() ? applied.exceptValues() : applied.all());
  }

  /** The rule for a schema that others refer to. */
  ValueRule shared(SchemaNode node) {
    SharedRule known = shared.get(node.pointer());
    if (known == null) {
      known = new SharedRule(shared.size() + 1);
      shared.put(node.pointer(), known);
      known.is(check(node, outermost));
    }
    return known;
  }

  /** Checks values and stores them. */
  ValueRule stored(SchemaNode given, ColumnShape shape, ContractDefaults outer, Storage texts) {
    given.refuseUnknown();
    SchemaNode node = document.effective(given);
    node.refuseUnknown();
    ContractDefaults defaults = outer.within(node);
    if (shape == Scalar.JSON) {
      return new JsonTextRule(check(node, outer));
    }
    if (!namesTypeOf(node, shape)) {
      return new CheckedRule(check(node, outer), typed(node.bare(), shape, defaults, texts));
    }
    ValueRule main = typed(node, shape, defaults, texts);
    AppliedRules applied = new AppliedRules(this, node, defaults);
    return CombinedRule.of(main, isScalar(shape) ? applied.exceptValues() : applied.all());
  }

  /** The rule for values of a shape about which nothing else is said. */
  ValueRule bare(SchemaNode node, ColumnShape shape, ContractDefaults defaults, Storage texts) {
    return shape == Scalar.JSON
        ? new JsonTextRule(SkipRule.ANY)
        : typed(node.bare(), shape, defaults, texts);
  }

  /** What an explicit null is taken for. */
  Nulls nulls(SchemaNode node, Presence presence, ContractDefaults outer) {
    if (nulls.accepts(node)) {
      return Nulls.ALLOWED;
    }
    if (presence == Presence.REQUIRED) {
      return Nulls.MISSING;
    }
    if (outer.within(node).nullIsAbsent()) {
      return Nulls.ALLOWED;
    }
    return ValueType.of(document.effective(node)) == null ? Nulls.CHECKED : Nulls.WRONG_TYPE;
  }

  /** What an element of an array or a map is that may be stored. */
  ListElement element(SchemaNode node, @Nullable ColumnShape shape, ContractDefaults outer) {
    Nulls taken =
        nulls.accepts(node)
            ? Nulls.ALLOWED
            : ValueType.of(document.effective(node)) == null ? Nulls.CHECKED : Nulls.WRONG_TYPE;
    ValueRule rule =
        shape == null ? check(node, outer) : stored(node, shape, outer, Storage.CHECKED_ONLY);
    return new ListElement(complaint(node, outer.within(node)), taken, rule, shape);
  }

  /** How rejections of a schema's values are worded. */
  static Complaint complaint(SchemaNode node, ContractDefaults defaults) {
    return new Complaint(ReasonOverrides.of(node), defaults.values());
  }

  private static boolean isScalar(ColumnShape shape) {
    return shape instanceof Scalar || shape instanceof DecimalOf;
  }

  /** Whether the schema itself says that its values are of the type that is stored. */
  private static boolean namesTypeOf(SchemaNode node, ColumnShape shape) {
    ValueType type = ValueType.single(node);
    if (type == null) {
      return false;
    }
    if (shape instanceof Scalar scalar) {
      return switch (scalar) {
        case TEXT -> type == ValueType.STRING;
        case TIMESTAMP, TIMESTAMP_NANOS -> "date-time".equals(node.text("format"));
        case DATE -> "date".equals(node.text("format"));
        case INT32 -> type == ValueType.INTEGER && "int32".equals(node.text("format"));
        case INT64 -> type == ValueType.INTEGER && !"int32".equals(node.text("format"));
        case DOUBLE -> type == ValueType.NUMBER;
        case BOOLEAN -> type == ValueType.BOOLEAN;
        case JSON -> false;
      };
    }
    if (shape instanceof DecimalOf) {
      return type == ValueType.NUMBER || type == ValueType.INTEGER;
    }
    return shape instanceof ListOf ? type == ValueType.ARRAY : type == ValueType.OBJECT;
  }

  private ValueRule typed(
      SchemaNode node, ColumnShape shape, ContractDefaults defaults, Storage texts) {
    if (shape instanceof ListOf list) {
      return new ListCompiler(this, node, defaults).stored(list);
    }
    if (shape instanceof MapOf map) {
      return new ObjectCompiler(this, node, defaults).stored(map);
    }
    if (shape instanceof StructOf struct) {
      return new ObjectCompiler(this, node, defaults).stored(struct);
    }
    return new ScalarRules(node, complaint(node, defaults)).stored(shape, texts);
  }
}
