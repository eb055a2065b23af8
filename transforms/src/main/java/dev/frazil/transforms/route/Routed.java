package dev.frazil.transforms.route;

import dev.frazil.transforms.reject.Rejection;

/**
 * Where a record goes.
 *
 * @param <D> what a destination is
 */
public sealed interface Routed<D> {

  /** It goes there. */
  record To<D>(D destination) implements Routed<D> {}

  /** It goes nowhere, and is a dead letter. */
  record Nowhere<D>(Rejection rejection) implements Routed<D> {}
}
