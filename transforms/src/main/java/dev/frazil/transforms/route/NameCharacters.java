package dev.frazil.transforms.route;

/** Which characters a name may have: those of ASCII that look like no other. */
public enum NameCharacters {
  /** Of a topic. */
  TOPIC("._-"),
  /** Of a level of a table's name. */
  TABLE("_-");

  private final String marks;

  NameCharacters(String marks) {
    this.marks = marks;
  }

  /** Whether a name has no others. */
  public boolean areAll(String name) {
    return firstOther(name) < 0;
  }

  /** Which other character comes first and where, to be put after a sentence; else nothing. */
  public String offence(String name) {
    int at = firstOther(name);
    return at < 0 ? "" : String.format(": U+%04X at %d", name.codePointAt(at), at + 1);
  }

  private int firstOther(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!isLetter && !(c >= '0' && c <= '9') && marks.indexOf(c) < 0) {
        return i;
      }
    }
    return -1;
  }
}
