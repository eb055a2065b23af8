package dev.frazil.cli;

import dev.frazil.cli.events.BadKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the label of a bad kind from the command line. */
final class BadKindLabel implements ITypeConverter<BadKind> {
  private static final int WIDTH = 78;
  private static final String INDENT = "  ";

  @Override
  public BadKind convert(String label) {
    try {
      return BadKind.of(label);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "%s%nKinds:%n%s".formatted(e.getMessage(), String.join("%n".formatted(), lines())));
    }
  }

  /** All labels, as many in a line as fit. */
  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(INDENT);
    for (String label : new All()) {
      if (line.length() + label.length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(label).append(' ');
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** All labels, for help and completion. */
  static final class All extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    All() {
      super(Arrays.stream(BadKind.values()).map(BadKind::label).toList());
    }
  }
}
