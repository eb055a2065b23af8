package dev.frazil.transforms.line;

/** Thrown for a document that holds no line rules; the message names the place in the document. */
public final class LineRulesException extends RuntimeException {
  private final String path;

  LineRulesException(String path, String reason) {
    super("Cannot compile line rules at " + path + ": " + reason);
    this.path = path;
  }

  /** The JSON path of the place in the document. */
  public String path() {
    return path;
  }
}
