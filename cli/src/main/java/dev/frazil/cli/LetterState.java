package dev.frazil.cli;

import dev.frazil.cli.letters.LetterMarks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters are meant: those that nobody has resolved, those that are, or both. */
enum LetterState {
  OPEN,
  RESOLVED,
  ALL;

  /** What a row must be like; a table without the column has open ones only. */
  Expression expression(Schema schema) {
    boolean tells = schema.findField(LetterMarks.RESOLVED_TIME) != null;
    return switch (this) {
      case OPEN -> tells ? Expressions.isNull(LetterMarks.RESOLVED_TIME) : Expressions.alwaysTrue();
      case RESOLVED ->
          tells ? Expressions.notNull(LetterMarks.RESOLVED_TIME) : Expressions.alwaysFalse();
      case ALL -> Expressions.alwaysTrue();
    };
  }

  private String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the name. */
  static final class Converter implements ITypeConverter<LetterState> {
    @Override
    public LetterState convert(String value) {
      List<LetterState> all = List.of(values());
      return all.stream()
          .filter(each -> each.code().equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "no state: "
                          + value
                          + " (expected "
                          + Arrays.stream(values())
                              .map(LetterState::code)
                              .collect(Collectors.joining(", "))
                          + ")"));
    }
  }
}
