package dev.frazil.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * One part of a partition strategy: a column and what is done with its values.
 *
 * @param kind what is done
 * @param column the name of the column, with dots inside structs
 * @param width the number of buckets, or the width to truncate to; 0 for the other kinds
 */
record PartitionTerm(Kind kind, String column, int width) {

  enum Kind {
    IDENTITY("identity(column)", "a simple type"),
    YEAR("year(column)", "date or timestamp"),
    MONTH("month(column)", "date or timestamp"),
    DAY("day(column)", "date or timestamp"),
    HOUR("hour(column)", "timestamp"),
    BUCKET(
        "bucket(column, buckets)",
        "int, long, decimal, date, time, timestamp, string, uuid, fixed or binary"),
    TRUNCATE("truncate(column, width)", "int, long, decimal, string or binary");

    private final String form;
    private final String types;

    Kind(String form, String types) {
      this.form = form;
      this.types = types;
    }

    boolean hasWidth() {
      return this == BUCKET || this == TRUNCATE;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern CALL = Pattern.compile("([^()\\s]+)\\s*\\(([^()]*)\\)");
  private static final Pattern COLUMN = Pattern.compile("[^()]+");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Map<String, Kind> KINDS = kinds();

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new TreeMap<>();
    Arrays.stream(Kind.values()).forEach(kind -> kinds.put(kind.word(), kind));
    kinds.put("years", Kind.YEAR);
    kinds.put("months", Kind.MONTH);
    kinds.put("days", Kind.DAY);
    kinds.put("hours", Kind.HOUR);
    return kinds;
  }

  /**
   * The term that {@code text}, without space around, stands for.
   *
   * @throws IllegalArgumentException if it is none
   */
  static PartitionTerm parse(String text) {
    Matcher call = CALL.matcher(text);
    if (call.matches()) {
      return parseCall(text, call.group(1), call.group(2).split(",", -1));
    }
    if (!COLUMN.matcher(text).matches()) {
      throw invalid(text, "a column or a transform such as day(column)");
    }
    return new PartitionTerm(Kind.IDENTITY, text, 0);
  }

  private static PartitionTerm parseCall(String text, String word, String[] arguments) {
    Kind kind = KINDS.get(word);
    if (kind == null) {
      throw new IllegalArgumentException(
          "Invalid partition transform: "
              + Shown.of(word)
              + " (expected year, month, day, hour, bucket, truncate or identity)"
              + suggestion(ClosestName.to(word, KINDS.keySet())));
    }
    String column = arguments[0].strip();
    if (column.isEmpty() || arguments.length != (kind.hasWidth() ? 2 : 1)) {
      throw invalid(text, kind.form);
    }
    return new PartitionTerm(kind, column, kind.hasWidth() ? width(text, arguments[1]) : 0);
  }

  private static int width(String text, String argument) {
    String number = argument.strip();
    if (!NUMBER.matcher(number).matches()) {
      throw new IllegalArgumentException(
          "Invalid number in "
              + Shown.of(text)
              + ": "
              + Shown.of(number)
              + " (expected 1 to 999999999)");
    }
    return Integer.parseInt(number);
  }

  /**
   * Adds the field that this term stands for.
   *
   * @throws IllegalArgumentException if the table has no such column, or one of another type
   */
  void addTo(PartitionSpec.Builder builder, Schema schema) {
    requireFitting(schema);
    try {
      switch (kind) {
        case IDENTITY -> builder.identity(column);
        case YEAR -> builder.year(column);
        case MONTH -> builder.month(column);
        case DAY -> builder.day(column);
        case HOUR -> builder.hour(column);
        case BUCKET -> builder.bucket(column, width);
        case TRUNCATE -> builder.truncate(column, width);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot partition by " + this + ": " + e.getMessage(), e);
    }
  }

  private void requireFitting(Schema schema) {
    Types.NestedField field = schema.findField(column);
    if (field == null) {
      throw new IllegalArgumentException(
          "Cannot partition by "
              + this
              + ": there is no column "
              + Shown.of(column)
              + suggestion(ClosestName.to(column, fittingColumns(schema))));
    }
    if (!transform().canTransform(field.type())) {
      throw new IllegalArgumentException(
          "Cannot partition by "
              + this
              + ": column "
              + column
              + " is of type "
              + field.type()
              + " (expected "
              + kind.types
              + ")");
    }
  }

  private List<String> fittingColumns(Schema schema) {
    return TypeUtil.indexByName(schema.asStruct()).keySet().stream()
        .filter(name -> transform().canTransform(schema.findType(name)))
        .toList();
  }

  private Transform<?, ?> transform() {
    return switch (kind) {
      case IDENTITY -> Transforms.identity();
      case YEAR -> Transforms.year();
      case MONTH -> Transforms.month();
      case DAY -> Transforms.day();
      case HOUR -> Transforms.hour();
      case BUCKET -> Transforms.bucket(width);
      case TRUNCATE -> Transforms.truncate(width);
    };
  }

  private static String suggestion(Optional<String> name) {
    return name.map(closest -> "; did you mean " + closest + "?").orElse("");
  }

  private static IllegalArgumentException invalid(String text, String expected) {
    return new IllegalArgumentException(
        "Invalid partition field: " + Shown.of(text) + " (expected " + expected + ")");
  }

  /** The usual form, such as {@code bucket(user_id, 16)}, or just the column for identity. */
  @Override
  public String toString() {
    if (kind == Kind.IDENTITY) {
      return column;
    }
    return kind.word() + "(" + column + (kind.hasWidth() ? ", " + width : "") + ")";
  }
}
