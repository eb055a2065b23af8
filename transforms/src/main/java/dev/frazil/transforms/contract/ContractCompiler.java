package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.JsonValue.TextValue;
import dev.frazil.transforms.contract.Property.Presence;
import dev.frazil.transforms.contract.Property.Storage;
import dev.frazil.transforms.reject.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a contract document: the object that an event is, and with {@link PropertyCompiler} each
 * of its properties.
 */
final class ContractCompiler {
  private final SchemaNode root;

  private ContractCompiler(SchemaNode root) {
    this.root = root;
  }

  static EventContract compile(String json) {
    return new ContractCompiler(SchemaNode.parse(json)).contract();
  }

  private EventContract contract() {
    root.refuseUnknown(Keywords.ROOT);
    checkDialect();
    checkType();
    Map<String, SchemaNode> nodes = root.children("properties");
    List<String> required = root.texts("required");
    List<Property> properties = properties(nodes, required);
    List<Integer> requiredNumbers = numbers(required, List.copyOf(nodes.keySet()));
    return new EventContract(
        schema(properties), new PropertyTable(properties, requiredNumbers), additional());
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

  private List<Property> properties(Map<String, SchemaNode> nodes, List<String> required) {
    ContractDefaults defaults = ContractDefaults.of(root);
    List<Property> properties = new ArrayList<>();
    nodes.forEach(
        (name, node) ->
            properties.add(
                new PropertyCompiler(name, node, defaults)
                    .compile(required.contains(name) ? Presence.REQUIRED : Presence.OPTIONAL)));
    if (properties.stream().noneMatch(property -> property.storage() == Storage.COLUMN)) {
      throw root.bad("properties", "expected at least one property with a column");
    }
    return properties;
  }

  private List<Integer> numbers(List<String> required, List<String> names) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : required) {
      if (!names.contains(name)) {
        throw root.bad("required", "'" + name + "' is not in properties");
      }
      numbers.add(names.indexOf(name));
    }
    return numbers;
  }

  /**
   * Why an event with a member that the contract does not name is rejected; null when it is not.
   */
  private @Nullable RejectReason additional() {
    Map<Assertion, RejectReason> reasons = ReasonOverrides.of(root);
    Assertion assertion = Assertion.ADDITIONAL_PROPERTIES;
    return Boolean.FALSE.equals(root.flag(assertion.keyword()))
        ? reasons.getOrDefault(assertion, assertion.reason())
        : null;
  }

  private Schema schema(List<Property> properties) {
    SchemaBuilder schema = SchemaBuilder.struct();
    String title = root.text("title");
    String name = title == null ? root.text("$id") : title;
    if (name != null) {
      schema.name(name);
    }
    String description = root.text("description");
    if (description != null) {
      schema.doc(description);
    }
    for (Property property : properties) {
      if (property.storage() == Storage.COLUMN) {
        schema.field(property.name(), property.column());
      }
    }
    return schema.build();
  }
}
