package dev.frazil.transforms.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Small random schemas, and values that are likely to be about right for them. */
final class RandomJson {
  private static final String[] NAMES = {"a", "b", "ab", "ż", ""};
  private static final String[] TEXTS = {"", "a", "ab", "aab", "ż", "🎬", "\\u0061", "\\n"};
  private static final String[] NUMBERS = {
    "0", "1", "-1", "2", "2.0", "2.5", "3", "10", "1e1", "100", "-0.5"
  };
  private static final String[] PATTERNS = {"^a", "b$", "^a*$", "[^a]", "ż"};

  private final Random random;
  private final int definitions;

  RandomJson(long seed) {
    this.random = new Random(seed);
    this.definitions = random.nextInt(3);
  }

  /** A whole schema; its parts refer to each other. */
  String document() {
    return "{\"$defs\":{" + definitions() + "},\"allOf\":[" + schema(3) + "]}";
  }

  /** A contract whose event has a property that may be anything, stored as text, and others. */
  String contract() {
    return "{\"type\":\"object\",\"$defs\":{"
        + definitions()
        + "},\"properties\":{\"b\":{\"x-frazil-type\":\"json\",\"allOf\":["
        + schema(3)
        + "]},\"c\":"
        + column(3)
        + "}}";
  }

  private String definitions() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < definitions; i++) {
      all.append(i == 0 ? "" : ",").append("\"d" + i + "\":" + schema(2));
    }
    return all.toString();
  }

  /** A schema from which a column follows. */
  private String column(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 7)) {
      case 0 -> "{\"type\":\"string\",\"maxLength\":3}";
      case 1 -> "{\"type\":[\"integer\",\"null\"],\"minimum\":0}";
      case 2 -> "{\"type\":\"number\",\"x-frazil-type\":\"decimal(4,1)\"}";
      case 3 -> "{\"type\":\"string\",\"format\":\"date\"}";
      case 4 -> "{\"type\":\"array\",\"items\":" + column(depth - 1) + "}";
      case 5 -> "{\"type\":\"object\",\"additionalProperties\":" + column(depth - 1) + "}";
      default ->
          "{\"type\":\"object\",\"x-frazil-unknown\":\"capture\",\"properties\":{\"a\":"
              + column(depth - 1)
              + ",\"ż\":"
              + column(depth - 1)
              + "}}";
    };
  }

  private String schema(int depth) {
    if (random.nextInt(12) == 0) {
      return random.nextInt(4) == 0 ? "false" : "true";
    }
    List<String> keywords = new ArrayList<>();
    int wanted = 1 + random.nextInt(3);
    while (keywords.size() < wanted) {
      String keyword = keyword(depth);
      String name = keyword.substring(0, keyword.indexOf(':'));
      if (keywords.stream().noneMatch(each -> each.startsWith(name + ":"))) {
        keywords.add(keyword);
      }
    }
    return "{" + String.join(",", keywords) + "}";
  }

  private String keyword(int depth) {
    return depth == 0 || random.nextInt(3) == 0 ? simple() : nested(depth - 1);
  }

  private String simple() {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> "\"type\":" + type();
      case 3 -> "\"minimum\":" + one(NUMBERS);
      case 4 -> "\"exclusiveMaximum\":" + one(NUMBERS);
      case 5 -> "\"multipleOf\":" + (1 + random.nextInt(3));
      case 6 -> "\"minLength\":" + random.nextInt(3);
      case 7 -> "\"maxLength\":" + random.nextInt(3);
      case 8 -> "\"pattern\":\"" + one(PATTERNS) + '"';
      case 9 -> "\"required\":[\"" + one(NAMES) + "\"]";
      case 10 -> "\"maxProperties\":" + random.nextInt(3);
      case 11 -> "\"minItems\":" + random.nextInt(3);
      case 12 -> "\"uniqueItems\":" + random.nextBoolean();
      case 13 -> "\"const\":" + value(1);
      case 14 -> "\"enum\":[" + value(1) + "," + value(2) + "," + value(0) + "]";
      default -> "\"dependentRequired\":{\"" + one(NAMES) + "\":[\"" + one(NAMES) + "\"]}";
    };
  }

  private String nested(int depth) {
    return switch (random.nextInt(16)) {
      case 0, 1 ->
          "\"properties\":{\"a\":" + schema(depth) + ",\"" + NAMES[1] + "\":" + schema(depth) + "}";
      case 2 -> "\"additionalProperties\":" + schema(depth);
      case 3 -> "\"patternProperties\":{\"" + one(PATTERNS) + "\":" + schema(depth) + "}";
      case 4 -> "\"propertyNames\":" + schema(depth);
      case 5, 6 -> "\"items\":" + schema(depth);
      case 7 -> "\"prefixItems\":[" + schema(depth) + "]";
      case 8 -> "\"contains\":" + schema(depth) + ",\"minContains\":" + random.nextInt(3);
      case 9 -> "\"allOf\":" + several(() -> schema(depth));
      case 10 -> "\"anyOf\":" + several(() -> schema(depth));
      case 11 -> "\"oneOf\":" + several(() -> schema(depth));
      case 12 -> "\"not\":" + schema(depth);
      case 13 ->
          "\"if\":" + schema(depth) + ",\"then\":" + schema(depth) + ",\"else\":" + schema(depth);
      case 14 -> "\"dependentSchemas\":{\"" + one(NAMES) + "\":" + schema(depth) + "}";
      default ->
          definitions == 0
              ? "\"items\":" + schema(depth)
              : "\"properties\":{\"a\":{\"$ref\":\"#/$defs/d"
                  + random.nextInt(definitions)
                  + "\"}}";
    };
  }

  private String type() {
    String[] types = {"string", "integer", "number", "boolean", "object", "array", "null"};
    return random.nextBoolean()
        ? '"' + one(types) + '"'
        : "[\"object\",\"" + types[random.nextInt(4)] + "\"]";
  }

  /** A value. */
  String value(int depth) {
    int kind = random.nextInt(depth == 0 ? 4 : 8);
    return switch (kind) {
      case 0 -> '"' + one(TEXTS) + '"';
      case 1 -> one(NUMBERS);
      case 2 -> random.nextBoolean() ? "true" : "false";
      case 3 -> "null";
      case 4, 5 -> array(depth);
      default -> object(depth);
    };
  }

  private String array(int depth) {
    int size = random.nextInt(4);
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(value(depth - 1));
    }
    return "[" + String.join(",", elements) + "]";
  }

  private String object(int depth) {
    List<String> members = new ArrayList<>();
    for (String name : NAMES) {
      if (random.nextBoolean()) {
        members.add('"' + name + "\":" + value(depth - 1));
      }
    }
    return "{" + String.join(", ", members) + "}";
  }

  private String several(Supplier<String> schemas) {
    String first = schemas.get();
    return random.nextBoolean() ? "[" + first + "]" : "[" + first + "," + schemas.get() + "]";
  }

  private String one(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
