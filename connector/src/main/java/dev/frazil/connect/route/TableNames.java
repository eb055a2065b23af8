package dev.frazil.connect.route;

import dev.frazil.transforms.route.Destinations;
import dev.frazil.transforms.route.NameCharacters;
import dev.frazil.transforms.route.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Texts that name a table, {@code namespace.table}, in a namespace that is allowed. Upper case is
 * lower case, and nothing else is changed.
 *
 * @param allowed the namespaces
 */
record TableNames(List<Namespace> allowed) implements Destinations<List<TableIdentifier>> {
  private static final int LONGEST_LEVEL = 255;
  private static final int LONGEST = 1_000;
  private static final String EXPECTED =
      " (expected namespace.table, each level 1 to 255 of A-Z a-z 0-9 _ -)";

  TableNames {
    allowed = List.copyOf(allowed);
  }

  @Override
  public List<TableIdentifier> of(String text) {
    List<String> levels = levels(text);
    String table = levels.get(levels.size() - 1);
    Namespace namespace = Namespace.of(levels.subList(0, levels.size() - 1).toArray(String[]::new));
    if (!allowed.contains(namespace)) {
      throw new IllegalArgumentException(
          Shown.of(text)
              + " is in no allowed namespace (iceberg.tables.allowed-namespaces: "
              + allowed.stream().map(Namespace::toString).collect(Collectors.joining(", "))
              + ")");
    }
    return List.of(TableIdentifier.of(namespace, table));
  }

  /** Looks at what is there before it changes case: some letters become ones of ASCII by that. */
  private static List<String> levels(String text) {
    String offence = "";
    if (text.length() <= LONGEST) {
      List<String> levels = Arrays.asList(text.split("\\.", -1));
      if (levels.size() > 1 && levels.stream().allMatch(TableNames::isLevel)) {
        return Arrays.asList(text.toLowerCase(Locale.ROOT).split("\\.", -1));
      }
      offence = NameCharacters.TABLE.offence(text.replace('.', '_'));
    }
    throw new IllegalArgumentException(Shown.of(text) + " names no table" + offence + EXPECTED);
  }

  private static boolean isLevel(String level) {
    return !level.isEmpty()
        && level.length() <= LONGEST_LEVEL
        && NameCharacters.TABLE.areAll(level);
  }
}
