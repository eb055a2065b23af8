package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.ColumnShape.StructOf;
import dev.frazil.transforms.contract.JsonValue.TextValue;
import dev.frazil.transforms.contract.Property.Storage;

/** Compiles a contract document: the object that an event is. */
final class ContractCompiler {
  private static final int MAX_COLUMNS = 10_000;

  private final SchemaDocument document;
  private final SchemaNode root;

  private ContractCompiler(SchemaDocument document) {
    this.document = document;
    this.root = document.root();
  }

  static EventContract compile(String json) {
    try {
      return new ContractCompiler(SchemaDocument.parse(json)).contract();
    } catch (StackOverflowError e) {
      throw new ContractException("$", "its schemas are nested, or refer to each other, too far");
    }
  }

  private EventContract contract() {
    document.schemas().forEach(SchemaNode::refuseUnknown);
    checkDialect();
    checkType();
    Loops.refuse(document);
    RuleCompiler compiler = new RuleCompiler(document);
    StructOf shape = shape(compiler.shapes());
    StoredAs event = new StoredAs(shape, shape.builder().build(), Storage.COLUMN);
    ValueRule rule = compiler.stored(root, event, ContractDefaults.NONE);
    return new EventContract(event.schema(), rule, compiler.objectRules());
  }

  private void checkDialect() {
    String dialect = root.text("$schema");
    if (dialect != null && !dialect.equals(Keywords.DIALECT)) {
      throw root.bad("$schema", "expected " + Keywords.DIALECT + ", found " + dialect);
    }
  }

  private void checkType() {
    JsonValue type = root.value("type");
    if (!new TextValue("object").equals(type)) {
      throw root.bad("type", "expected \"object\", found " + (type == null ? "none" : type));
    }
  }

  private StructOf shape(ShapeFinder shapes) {
    if (shapes.of(root, ContractDefaults.NONE) instanceof StructOf shape) {
      if (shape.columns(MAX_COLUMNS) > MAX_COLUMNS) {
        throw new ContractException(
            root.path(),
            "it has more than "
                + MAX_COLUMNS
                + " columns (expected fewer, or x-frazil-type \"json\" for what has many)");
      }
      String title = root.text("title");
      String name = title == null ? root.text("$id") : title;
      return shape.named(name, root.text("description"));
    }
    for (SchemaNode property : root.children("properties").values()) {
      if (!Boolean.FALSE.equals(property.flag(Keywords.COLUMN))) {
        throw ShapeFinder.shapeless(property);
      }
    }
    throw root.bad("properties", "expected at least one property with a column");
  }
}
