package dev.frazil.transforms.contract;

/** Any value will do: it only has to be sound. */
enum SkipRule implements ValueRule {
  ANY;

  @Override
  public boolean read(JsonTokens in) {
    return in.skipper().skip();
  }
}
