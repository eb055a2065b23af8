package dev.frazil.transforms.contract;

/** Thrown for a document that is no event contract; the message names the place in the document. */
public final class ContractException extends RuntimeException {
  private final String path;

  ContractException(String path, String reason) {
    super("Cannot compile contract at " + path + ": " + reason);
    this.path = path;
  }

  /** The JSON path of the place in the contract. */
  public String path() {
    return path;
  }
}
