package dev.frazil.cli;

import dev.frazil.cli.events.BadKind;
import java.util.ArrayList;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the label of a bad kind from the command line. */
final class BadKindLabel implements ITypeConverter<BadKind> {

  @Override
  public BadKind convert(String label) {
    try {
      return BadKind.of(label);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** All labels, for help and completion. */
  static final class All extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    All() {
      super(Arrays.stream(BadKind.values()).map(BadKind::label).toList());
    }
  }
}
