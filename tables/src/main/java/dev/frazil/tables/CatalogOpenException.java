package dev.frazil.tables;

import org.jspecify.annotations.Nullable;

/**
 * A catalog that cannot be opened: its properties are refused, or the catalog does not answer. The
 * message is one line and holds no secrets.
 */
public final class CatalogOpenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CatalogOpenException(String catalog, String reason, @Nullable Throwable cause) {
    super("Cannot open catalog " + Shown.of(catalog) + ": " + reason, cause);
  }
}
