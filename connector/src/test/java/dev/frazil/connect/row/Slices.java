package dev.frazil.connect.row;

/** Lets tests of writers put slices of their choice into a row. */
public final class Slices {
  private Slices() {}

  /** Puts the bytes into the column, as an event would. */
  public static void put(Row row, int column, byte[] bytes, int offset, int length) {
    row.setUtf8(column, bytes, offset, length);
  }
}
