package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.ColumnShape.DecimalOf;
import dev.frazil.transforms.contract.ColumnShape.ListOf;
import dev.frazil.transforms.contract.ColumnShape.MapOf;
import dev.frazil.transforms.contract.ColumnShape.Scalar;
import dev.frazil.transforms.contract.ColumnShape.StructOf;
import dev.frazil.transforms.contract.Property.Nulls;
import dev.frazil.transforms.contract.Property.Presence;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the schemas of one document to rules. Where a schema names the type that its value is
 * stored as, one rule checks and stores; where not, one checks and another stores.
 */
final class RuleCompiler {
  private final SchemaDocument document;
  private final NullCheck nulls;
  private final ShapeFinder shapes;
  private final Redaction redaction;
  private final AbsentNulls absent;
  private final Map<String, SharedRule> shared = new HashMap<>();
  private int objectRules;

  RuleCompiler(SchemaDocument document) {
    this.document = document;
    this.nulls = new NullCheck(document);
    this.shapes = new ShapeFinder(document, nulls);
    this.redaction = new Redaction(document);
    this.absent = new AbsentNulls(document, nulls);
  }

  SchemaDocument document() {
    return document;
  }

  ShapeFinder shapes() {
    return shapes;
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
    ContractDefaults defaults = absent.within(node, outer);
    TypedChecks typed = new TypedChecks(this, node, defaults);
    AppliedRules applied = new AppliedRules(this, node, defaults);
    return CombinedRule.of(
        typed.rule(), typed.coverValues() ? applied.exceptValues() : applied.all());
  }

  /** The rule for a schema that others refer to. */
  ValueRule shared(SchemaNode node, ContractDefaults outer) {
    String key = node.pointer() + ' ' + outer;
    SharedRule known = shared.get(key);
    if (known == null) {
      known = new SharedRule(shared.size() + 1);
      shared.put(key, known);
      known.is(check(node, outer));
    }
    return known;
  }

  /** Checks values and stores them. */
  ValueRule stored(SchemaNode given, StoredAs as, ContractDefaults outer) {
    given.refuseUnknown();
    SchemaNode node = document.effective(given);
    node.refuseUnknown();
    ContractDefaults defaults = absent.within(node, outer);
    if (as.shape() == Scalar.JSON) {
      return new JsonTextRule(check(node, outer));
    }
    if (!namesTypeOf(node, as.shape())) {
      return new CheckedRule(check(node, outer), typed(node.bare(), as, defaults));
    }
    ValueRule main = typed(node, as, defaults);
    AppliedRules applied = new AppliedRules(this, node, defaults);
    return CombinedRule.of(main, isScalar(as.shape()) ? applied.exceptValues() : applied.all());
  }

  /** The rule for values about which nothing else is said than how they are stored. */
  ValueRule bare(SchemaNode node, StoredAs as, ContractDefaults defaults) {
    return as.shape() == Scalar.JSON
        ? new JsonTextRule(SkipRule.ANY)
        : typed(node.bare(), as, defaults);
  }

  /** Whether null is valid by the schema. */
  boolean acceptsNull(SchemaNode node) {
    return nulls.accepts(node);
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
      return Nulls.ABSENT;
    }
    return ValueType.of(document.effective(node)) == null ? Nulls.CHECKED : Nulls.WRONG_TYPE;
  }

  /** What an element of an array or a map is; it is only checked where it is stored as nothing. */
  ListElement element(SchemaNode node, @Nullable StoredAs as, ContractDefaults outer) {
    Nulls taken =
        nulls.accepts(node)
            ? Nulls.ALLOWED
            : ValueType.of(document.effective(node)) == null ? Nulls.CHECKED : Nulls.WRONG_TYPE;
    return new ListElement(
        complaint(node, outer.within(node)),
        taken,
        as == null ? check(node, outer) : stored(node, as, outer),
        as == null ? null : as.shape());
  }

  /** How rejections of a schema's values are worded. */
  Complaint complaint(SchemaNode node, ContractDefaults defaults) {
    return new Complaint(ReasonOverrides.of(node), redaction.values(node, defaults));
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

  private ValueRule typed(SchemaNode node, StoredAs as, ContractDefaults defaults) {
    if (as.shape() instanceof ListOf list) {
      return new ListCompiler(this, node, defaults).stored(list, as);
    }
    if (as.shape() instanceof MapOf map) {
      return new ObjectCompiler(this, node, defaults).stored(map, as);
    }
    if (as.shape() instanceof StructOf struct) {
      return new ObjectCompiler(this, node, defaults).stored(struct, as);
    }
    return new ScalarRules(node, complaint(node, defaults)).stored(as.shape(), as.texts());
  }
}
