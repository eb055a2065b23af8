package dev.frazil.transforms.contract;

import static java.util.Objects.requireNonNull;

import dev.frazil.transforms.contract.JsonValue.ObjectValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contract document and all schemas in it, by the ways in which they can be referred to. Nothing
 * outside the document is ever looked up.
 */
final class SchemaDocument {
  private final SchemaNode root;
  private final Map<String, SchemaNode> byPointer = new LinkedHashMap<>();
  private final Map<String, SchemaNode> byUri = new LinkedHashMap<>();
  private final Map<String, SchemaNode> byAnchor = new LinkedHashMap<>();

  private SchemaDocument(JsonValue json) {
    index(SchemaNode.root(json));
    this.root = requireNonNull(byPointer.get(""));
  }

  /** Reads a document; throws {@link ContractException} when it is none. */
  static SchemaDocument parse(String json) {
    return new SchemaDocument(JsonValue.parse(json));
  }

  SchemaNode root() {
    return root;
  }

  /** The schema that the node refers to; null when it refers to none. */
  @Nullable SchemaNode referred(SchemaNode node) {
    String reference = node.text("$ref");
    if (reference == null) {
      return null;
    }
    int hash = reference.indexOf('#');
    String uri = hash < 0 ? reference : reference.substring(0, hash);
    String fragment = hash < 0 ? "" : decoded(node, reference.substring(hash + 1));
    String target = uri.isEmpty() ? node.resource() : resolved(node, "$ref", uri);
    SchemaNode resource = byUri.get(target);
    SchemaNode found = resource == null ? null : within(resource, fragment);
    if (found == null) {
      throw node.bad("$ref", "expected a schema in this document, found \"" + reference + '"');
    }
    return found;
  }

  private @Nullable SchemaNode within(SchemaNode resource, String fragment) {
    if (fragment.isEmpty()) {
      return resource;
    }
    return fragment.startsWith("/")
        ? byPointer.get(resource.pointer() + fragment)
        : byAnchor.get(anchor(resource.resource(), fragment));
  }

  private void index(SchemaNode given) {
    String id = given.text("$id");
    SchemaNode node = id == null ? given : given.asResource(resolvedId(given, id));
    byPointer.put(node.pointer(), node);
    if (id != null || node.pointer().isEmpty()) {
      byUri.put(node.resource(), node);
    }
    String anchor = node.text("$anchor");
    if (anchor != null) {
      byAnchor.put(anchor(node.resource(), anchor), node);
    }
    for (String keyword : Keywords.SCHEMA) {
      SchemaNode child = node.child(keyword);
      if (child != null) {
        index(child);
      }
    }
    for (String keyword : Keywords.SCHEMA_LIST) {
      node.childList(keyword).forEach(this::index);
    }
    for (String keyword : Keywords.SCHEMA_MAP) {
      if (node.value(keyword) instanceof ObjectValue) {
        node.children(keyword).values().forEach(this::index);
      }
    }
  }

  /** All schemas of the document. */
  Collection<SchemaNode> schemas() {
    return byPointer.values();
  }

  /** The schema that the key of a schema has; null when it has none. */
  @Nullable SchemaNode child(SchemaNode node, String key) {
    SchemaNode child = node.child(key);
    return child == null ? null : indexed(child);
  }

  /** The schemas by name that the key of a schema has; empty when it has none. */
  Map<String, SchemaNode> children(SchemaNode node, String key) {
    Map<String, SchemaNode> children = node.children(key);
    children.replaceAll((name, child) -> indexed(child));
    return children;
  }

  /** The list of schemas that the key of a schema has; empty when it has none. */
  List<SchemaNode> childList(SchemaNode node, String key) {
    return node.childList(key).stream().map(this::indexed).toList();
  }

  /**
   * The schema that says what is valid: the one that is referred to, or the other one of two when
   * one is null.
   */
  SchemaNode effective(SchemaNode node) {
    if (node.assertsOnly("$ref")) {
      return effective(requireNonNull(referred(node)).referredBy(node));
    }
    SchemaNode other = beside(node, "anyOf");
    other = other == null ? beside(node, "oneOf") : other;
    return other == null ? node : effective(other.referredBy(node.without("anyOf", "oneOf")));
  }

  private @Nullable SchemaNode beside(SchemaNode node, String keyword) {
    if (!node.assertsOnly(keyword)) {
      return null;
    }
    List<SchemaNode> both = childList(node, keyword);
    if (both.size() != 2) {
      return null;
    }
    boolean firstIsNull = isNull(both.get(0));
    return firstIsNull == isNull(both.get(1)) ? null : both.get(firstIsNull ? 1 : 0);
  }

  private static boolean isNull(SchemaNode node) {
    return node.assertsOnly("type") && ValueType.describe(node).equals("null");
  }

  /** The schemas that a schema applies to the same value, always or sometimes. */
  List<SchemaNode> applied(SchemaNode node) {
    List<SchemaNode> applied = appliedAlways(node);
    applied.addAll(appliedSometimes(node));
    return applied;
  }

  /** The schemas that a value has to fit beside this one. */
  List<SchemaNode> appliedAlways(SchemaNode node) {
    List<SchemaNode> applied = new ArrayList<>();
    SchemaNode referred = referred(node);
    if (referred != null) {
      applied.add(referred);
    }
    applied.addAll(childList(node, "allOf"));
    return applied;
  }

  /** The schemas that some values have to fit beside this one. */
  List<SchemaNode> appliedSometimes(SchemaNode node) {
    List<SchemaNode> applied = new ArrayList<>(childList(node, "anyOf"));
    applied.addAll(childList(node, "oneOf"));
    for (String keyword : Keywords.APPLIED) {
      SchemaNode child = child(node, keyword);
      if (child != null) {
        applied.add(child);
      }
    }
    applied.addAll(children(node, "dependentSchemas").values());
    return applied;
  }

  /** The schema with what was learned about it: the resource that it is in. */
  private SchemaNode indexed(SchemaNode node) {
    return byPointer.getOrDefault(node.pointer(), node);
  }

  private static String resolvedId(SchemaNode node, String id) {
    String uri = id.endsWith("#") ? id.substring(0, id.length() - 1) : id;
    if (uri.indexOf('#') >= 0) {
      throw node.bad("$id", "expected a URI without a fragment, found \"" + id + '"');
    }
    return resolved(node, "$id", uri);
  }

  private static String resolved(SchemaNode node, String keyword, String uri) {
    try {
      return node.resource().isEmpty()
          ? new URI(uri).toString()
          : new URI(node.resource()).resolve(new URI(uri)).toString();
    } catch (URISyntaxException e) {
      throw node.bad(keyword, "expected a URI, found \"" + uri + '"');
    }
  }

  private static String decoded(SchemaNode node, String fragment) {
    byte[] utf8 = fragment.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[utf8.length];
    int length = 0;
    for (int i = 0; i < utf8.length; i++) {
      boolean escaped = utf8[i] == '%';
      if (escaped && !isEscape(utf8, i)) {
        throw node.bad("$ref", "expected a URI, found \"#" + fragment + '"');
      }
      out[length++] =
          escaped
              ? (byte) (Character.digit(utf8[i + 1], 16) << 4 | Character.digit(utf8[i + 2], 16))
              : utf8[i];
      i += escaped ? 2 : 0;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isEscape(byte[] text, int at) {
    return at + 2 < text.length
        && Character.digit(text[at + 1], 16) >= 0
        && Character.digit(text[at + 2], 16) >= 0;
  }

  private static String anchor(String resource, String name) {
    return resource + '#' + name;
  }
}
