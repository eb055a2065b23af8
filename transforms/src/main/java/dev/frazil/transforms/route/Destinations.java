package dev.frazil.transforms.route;

/**
 * Where texts lead. The same text always leads to the same place.
 *
 * @param <D> a destination, equal to others that are the same place
 */
@FunctionalInterface
public interface Destinations<D> {

  /**
   * The destination that a text leads to.
   *
   * @throws IllegalArgumentException if it leads nowhere; the message is for people and may show
   *     the text cut
   */
  D of(String text);
}
