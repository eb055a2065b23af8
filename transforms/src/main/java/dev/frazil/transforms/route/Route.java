package dev.frazil.transforms.route;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where each record goes: a text of it leads to a destination. Records cannot lead to
 * more destinations than are allowed, and a record that leads nowhere is rejected, never dropped.
 * Never throws for a record. One thread.
 *
 * @param <D> what a destination is
 */
public final class Route<D> {
  private static final int MOST_REMEMBERED = 1_000;
  private static final int LONGEST_REMEMBERED = 300;

  private final RouteSource source;
  private final Destinations<D> destinations;
  private final int mostDestinations;
  private final Set<D> open = new HashSet<>();
  private final Map<String, Routed<D>> remembered = new HashMap<>();
  private @Nullable String lastText;
  private @Nullable Routed<D> last;

  /**
   * A route that nothing has gone yet.
   *
   * @param source what of a record decides
   * @param destinations where that leads
   * @param mostDestinations how many different ones records may lead to
   */
  public Route(RouteSource source, Destinations<D> destinations, int mostDestinations) {
    if (mostDestinations < 1) {
      throw new IllegalArgumentException(
          "Invalid limit of destinations: " + mostDestinations + " (expected 1 or more)");
    }
    this.source = source;
    this.destinations = destinations;
    this.mostDestinations = mostDestinations;
  }

  /** Where a record goes. */
  public Routed<D> of(ConnectRecord<?> record) {
    String text = source.text(record);
    if (text == null) {
      return new Routed.Nowhere<>(source.absence(record));
    }
    Routed<D> known = last;
    if (known != null && text.equals(lastText)) {
      return known;
    }
    known = remembered.get(text);
    return known == null ? decide(text) : remember(text, known);
  }

  /** Records may lead there, whether or not the limit is reached; it counts from now on. */
  public void admit(D destination) {
    open.add(destination);
  }

  /** There turns out to be no such place: it does not count any more. */
  public void release(D destination) {
    open.remove(destination);
  }

  private Routed<D> decide(String text) {
    D destination;
    try {
      destination = destinations.of(text);
    } catch (IllegalArgumentException e) {
      return remember(text, nowhere("Cannot route by " + source + ": " + e.getMessage()));
    }
    if (open.size() >= mostDestinations && !open.contains(destination)) {
      // Not remembered: it may be admitted yet.
      return nowhere(
          "Cannot route by "
              + source
              + ": "
              + Shown.of(text)
              + " would be one more than "
              + mostDestinations
              + " destinations");
    }
    open.add(destination);
    return remember(text, new Routed.To<>(destination));
  }

  private Routed<D> nowhere(String why) {
    return new Routed.Nowhere<>(new Rejection(RejectReason.UNROUTABLE, source.path(), why));
  }

  private Routed<D> remember(String text, Routed<D> routed) {
    if (text.length() <= LONGEST_REMEMBERED) {
      if (remembered.size() >= MOST_REMEMBERED && !remembered.containsKey(text)) {
        remembered.clear();
      }
      remembered.put(text, routed);
      lastText = text;
      last = routed;
    }
    return routed;
  }
}
