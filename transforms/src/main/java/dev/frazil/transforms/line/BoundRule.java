package dev.frazil.transforms.line;

import com.google.re2j.Matcher;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A rule and the columns that its fields are for. One thread uses it. */
final class BoundRule {
  private final LineRule rule;
  private final Matcher matcher;
  private final List<BoundField> fields = new ArrayList<>();

  private BoundRule(LineRule rule) {
    this.rule = rule;
    this.matcher = rule.pattern().matcher(new byte[0]);
  }

  /**
   * The rule for events of a schema.
   *
   * @throws LineRulesException when it maps a field that is no column, or maps none to a column
   *     that has to have a value
   */
  static BoundRule of(LineRule rule, Schema event, LineComplaints complaints) {
    BoundRule bound = new BoundRule(rule);
    List<String> given = new ArrayList<>(ProvidedField.NAMES);
    given.remove(ProvidedField.DATE);
    for (FieldMapping mapping : rule.mappings()) {
      ColumnKind kind = kind(mapping, event);
      bound.fields.add(new BoundField(mapping, kind, rule.zone(), complaints));
      given.add(mapping.field());
      if (kind == ColumnKind.TIME && mapping.field().equals(ProvidedField.TIMESTAMP)) {
        given.add(ProvidedField.DATE);
      }
    }
    for (Field column : event.fields()) {
      if (!column.schema().isOptional() && !given.contains(column.name())) {
        throw new LineRulesException(
            rule.path() + ".field_mappings",
            "the contract requires a value of '" + column.name() + "' (expected a mapping)");
      }
    }
    return bound;
  }

  private static ColumnKind kind(FieldMapping mapping, Schema event) {
    Field column = event.field(mapping.field());
    if (column == null) {
      throw new LineRulesException(
          mapping.path(), "the contract has no column '" + mapping.field() + "'");
    }
    ColumnKind kind = ColumnKind.of(column.schema());
    if (kind == null) {
      throw new LineRulesException(
          mapping.path(),
          "the column is a "
              + column.schema().type()
              + " (expected one that a text can be the value of)");
    }
    return kind;
  }

  String eventType() {
    return rule.eventType();
  }

  /** Whether the whole line matches; {@link #write} writes the fields of that line then. */
  boolean matches(byte[] line) {
    return matcher.reset(line).matches();
  }

  /** Writes the fields of the line that matched; answers why one of them cannot be written. */
  @Nullable Rejection write(byte[] line, JsonOutput out) {
    for (BoundField field : fields) {
      Rejection rejection = field.write(line, matcher, out);
      if (rejection != null) {
        return rejection;
      }
    }
    return null;
  }
}
