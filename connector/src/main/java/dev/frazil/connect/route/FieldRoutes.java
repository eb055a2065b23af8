package dev.frazil.connect.route;

import dev.frazil.connect.config.Destination.Match;
import dev.frazil.connect.config.Destination.MatchingTables;
import dev.frazil.connect.config.Destination.NamedTable;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.transforms.reject.Rejection;
import dev.frazil.transforms.route.Destinations;
import dev.frazil.transforms.route.Route;
import dev.frazil.transforms.route.RouteSource;
import dev.frazil.transforms.route.Routed;
import dev.frazil.transforms.route.Shown;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A field of each record decides: it fits the patterns of tables, or names one. */
final class FieldRoutes implements Routes {
  private final Route<List<TableIdentifier>> route;
  private final RouteSource field;
  private final List<TableIdentifier> listed;
  private final @Nullable MissingTables missing;

  private FieldRoutes(
      RouteSource field,
      Destinations<List<TableIdentifier>> destinations,
      int mostDestinations,
      List<TableIdentifier> listed,
      @Nullable MissingTables missing) {
    this.route = new Route<>(field, destinations, mostDestinations);
    this.field = field;
    this.listed = listed;
    this.missing = missing;
  }

  /** To each table whose pattern fits. */
  static FieldRoutes matching(MatchingTables tables) {
    return new FieldRoutes(
        tables.field(),
        text -> matching(text, tables.matches()),
        Integer.MAX_VALUE,
        tables.matches().stream().map(Match::table).toList(),
        null);
  }

  /** To the table that the field names, if it is in one of the namespaces. */
  static FieldRoutes named(NamedTable table, List<Namespace> allowed, MissingTables missing) {
    return new FieldRoutes(
        table.field(), new TableNames(allowed), table.mostTables(), List.of(), missing);
  }

  private static List<TableIdentifier> matching(String text, List<Match> matches) {
    Stream<Match> fitting = matches.stream().filter(match -> match.fits(text));
    List<TableIdentifier> tables = fitting.map(Match::table).toList();
    if (tables.isEmpty()) {
      throw new IllegalArgumentException(
          Shown.of(text) + " fits no pattern (iceberg.table.NAME.route-regex)");
    }
    return tables;
  }

  @Override
  public List<TableIdentifier> tablesFor(SinkRecord record) {
    Routed<List<TableIdentifier>> routed = route.of(record);
    if (!(routed instanceof Routed.To<List<TableIdentifier>> to)) {
      return List.of();
    }
    return isMissing(to.destination()) ? List.of() : to.destination();
  }

  @Override
  public Rejection refusal(SinkRecord record) {
    Routed<List<TableIdentifier>> routed = route.of(record);
    return routed instanceof Routed.To<List<TableIdentifier>> to
        ? missing(to.destination().get(0))
        : ((Routed.Nowhere<List<TableIdentifier>>) routed).rejection();
  }

  private Rejection missing(TableIdentifier table) {
    return Objects.requireNonNull(missing).rejection(table, field.path());
  }

  private boolean isMissing(List<TableIdentifier> tables) {
    return missing != null && missing.has(tables.get(0));
  }

  @Override
  public Share shareOf(SinkRecord record) {
    return Share.SOME;
  }

  @Override
  public List<TableIdentifier> foreseen(String topic) {
    return listed;
  }

  @Override
  public boolean areOpenEnded() {
    return missing != null;
  }

  @Override
  public boolean mayMake(SinkRecord record, TableIdentifier table) {
    return missing == null || missing.areMade();
  }

  @Override
  public @Nullable Rejection withoutTable(SinkRecord record, TableIdentifier table) {
    route.release(List.of(table));
    if (missing == null || missing.areMade()) {
      return null;
    }
    missing.add(table);
    return missing.rejection(table, field.path());
  }

  @Override
  public void refused(TableIdentifier table, String why) {
    route.release(List.of(table));
    if (missing != null) {
      missing.add(table, why);
    }
  }

  /** A table that is there counts, whoever has made it. */
  @Override
  public boolean admits(@Nullable String topic, LoadedTable table) {
    route.admit(List.of(table.name()));
    return true;
  }

  @Override
  public void reconsider() {
    if (missing != null) {
      missing.forget();
    }
  }

  @Override
  public void forget() {}
}
