package dev.frazil.tables;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * The name of a table as people write it in a configuration: {@code namespace.table}, where the
 * namespace may have several levels ({@code lake.silver.views}). Each level has 1 to 255 letters,
 * digits, {@code _} or {@code -}.
 */
public final class TableName {

  static final int MAX_LEVEL_LENGTH = 255;

  private static final Pattern LEVEL =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]{1," + MAX_LEVEL_LENGTH + "}");
  private static final String EXPECTED =
      " (expected namespace.table, each level 1 to 255 letters, digits, _ or -)";

  private TableName() {}

  /**
   * The identifier that {@code name} stands for.
   *
   * @throws IllegalArgumentException if it is not such a name
   */
  public static TableIdentifier parse(String name) {
    List<String> levels = Arrays.asList(name.split("\\.", -1));
    if (levels.size() < 2 || !levels.stream().allMatch(TableName::isLevel)) {
      throw new IllegalArgumentException("Invalid table name: " + Shown.of(name) + EXPECTED);
    }
    int last = levels.size() - 1;
    Namespace namespace = Namespace.of(levels.subList(0, last).toArray(String[]::new));
    return TableIdentifier.of(namespace, levels.get(last));
  }

  /** Whether {@code level} may stand alone between two dots. */
  static boolean isLevel(String level) {
    return LEVEL.matcher(level).matches();
  }
}
