package dev.frazil.connect.row;

/** How many fields were left out for want of a column. */
final class IgnoredFields {
  private long count;

  void add(long more) {
    count += more;
  }

  /** How many since the last call. */
  long take() {
    long taken = count;
    count = 0;
    return taken;
  }
}
