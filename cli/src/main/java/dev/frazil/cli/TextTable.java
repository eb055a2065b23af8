package dev.frazil.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text in aligned columns; a cell that is too long is cut unless all are to be whole,
 * numbers stand to the right.
 */
final class TextTable {
  private static final int WIDEST_CELL = 40;
  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private int widest = WIDEST_CELL;

  TextTable(String... header) {
    this(List.of(header));
  }

  TextTable(List<String> header) {
    this.header = List.copyOf(header);
  }

  /** Cells of rows that follow are not cut: they are needed whole, to be typed again. */
  TextTable whole() {
    widest = Integer.MAX_VALUE;
    return this;
  }

  TextTable row(Object... cells) {
    List<String> texts = new ArrayList<>();
    for (Object cell : cells) {
      texts.add(String.valueOf(cell));
    }
    return row(texts);
  }

  TextTable row(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "Invalid row: " + cells.size() + " cells (expected " + header.size() + ")");
    }
    rows.add(cells.stream().map(this::cell).toList());
    return this;
  }

  /** The table as lines without line ends, the header first. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(header));
    for (List<String> row : rows) {
      lines.add(line(row));
    }
    return lines;
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder(INDENT);
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(width(column) - length(cell));
      line.append(isNumeric(column) ? padding + cell : cell + padding);
      line.append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int width = length(header.get(column));
    for (List<String> row : rows) {
      width = Math.max(width, length(row.get(column)));
    }
    return width;
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> row.get(column).matches("-?[0-9][0-9,.]*"));
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private String cell(String text) {
    String flat = SafeText.line(text);
    return length(flat) <= widest
        ? flat
        : flat.substring(0, flat.offsetByCodePoints(0, widest - 3)) + "...";
  }
}
