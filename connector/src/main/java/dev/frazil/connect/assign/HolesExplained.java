package dev.frazil.connect.assign;

import dev.frazil.tables.ledger.OffsetRange;
import java.util.List;

/**
 * What offsets were that were not delivered.
 *
 * @param holes how many holes are explained
 * @param removed the ranges that were removed from the topic before they were in their tables
 */
public record HolesExplained(int holes, List<OffsetRange> removed) {
  public HolesExplained {
    removed = List.copyOf(removed);
  }
}
