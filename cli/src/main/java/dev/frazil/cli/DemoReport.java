package dev.frazil.cli;

import dev.frazil.cli.events.MovieTopic;
import dev.frazil.local.Endpoints;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/** The last screen of the demo: what is in the tables, what was refused, where everything lies. */
final class DemoReport {
  private static final int SAMPLE_ROWS = 3;
  private static final int SNAPSHOTS = 4;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Screen screen;
  private final Lake lake;
  private final Endpoints endpoints;

  DemoReport(Screen screen, Lake lake, Endpoints endpoints) {
    this.screen = screen;
    this.lake = lake;
    this.endpoints = endpoints;
  }

  /**
   * Shows everything and then holds it against what was expected.
   *
   * @throws CommandFailure with the differences, if there are any
   */
  void show(ExpectedFates expected, DemoProgress progress) {
    List<String> differences = new ArrayList<>();
    rows(expected, differences);
    deadLetters(expected.deadLetters(), progress, differences);
    for (MovieTopic topic : MovieTopic.values()) {
      lake.table(DemoWatch.tableOf(topic)).ifPresent(table -> table(topic, table));
    }
    places();
    verdict(expected, progress, differences);
  }

  private void rows(ExpectedFates expected, List<String> differences) {
    TextTable text = new TextTable("silver table", "rows", "expected", "snapshots", "data files");
    for (MovieTopic topic : MovieTopic.values()) {
      String name = DemoWatch.tableOf(topic);
      Table table = lake.table(name).orElse(null);
      long rows = table == null ? 0 : Lake.rows(table);
      long due = expected.rows(topic);
      text.row(
          name,
          DemoProgress.number(rows),
          DemoProgress.number(due),
          table == null ? 0 : Lake.snapshotCount(table),
          table == null
              ? 0
              : summary(table.currentSnapshot(), SnapshotSummary.TOTAL_DATA_FILES_PROP));
      if (rows != due) {
        differences.add(name + " has " + rows + " rows (expected " + due + ")");
      }
    }
    section("Rows", text.lines());
  }

  private void deadLetters(
      Map<String, Long> expected, DemoProgress progress, List<String> differences) {
    TextTable text = new TextTable("reason", "dead letters", "expected");
    TreeSet<String> reasons = new TreeSet<>(expected.keySet());
    reasons.addAll(progress.deadLetters().keySet());
    for (String reason : reasons) {
      long found = progress.deadLetters().getOrDefault(reason, 0L);
      long due = expected.getOrDefault(reason, 0L);
      text.row(reason, DemoProgress.number(found), DemoProgress.number(due));
      if (found != due) {
        differences.add(found + " dead letters with " + reason + " (expected " + due + ")");
      }
    }
    section("Dead letters", text.lines());
  }

  private void table(MovieTopic topic, Table table) {
    String name = DemoWatch.tableOf(topic);
    section(
        name + ", partitioned by " + partitions(table) + "; some of its rows:",
        Lake.sample(table, SAMPLE_ROWS).lines());
    int all = Lake.snapshotCount(table);
    screen.line(
        all <= SNAPSHOTS
            ? "  all %d snapshots:".formatted(all)
            : "  the last %d of %d snapshots:".formatted(SNAPSHOTS, all));
    TextTable text =
        new TextTable("snapshot", "time (UTC)", "operation", "added rows", "total rows", "files");
    for (Snapshot snapshot : Lake.lastSnapshots(table, SNAPSHOTS)) {
      text.row(
          snapshot.snapshotId(),
          TIME.format(Instant.ofEpochMilli(snapshot.timestampMillis())),
          snapshot.operation(),
          summary(snapshot, SnapshotSummary.ADDED_RECORDS_PROP),
          summary(snapshot, SnapshotSummary.TOTAL_RECORDS_PROP),
          summary(snapshot, SnapshotSummary.ADDED_FILES_PROP));
    }
    screen.lines(text.lines());
  }

  private void places() {
    section(
        "Where things are",
        new TextTable("what", "where")
            .row(
                "warehouse " + endpoints.warehouse(),
                Home.shown(endpoints.directory().resolve("data/s3")))
            .row("logs", Home.shown(endpoints.logs()))
            .row("Connect REST", endpoints.connectUrl())
            .row("Iceberg catalog", endpoints.catalogUrl())
            .lines());
  }

  private void verdict(ExpectedFates expected, DemoProgress progress, List<String> differences) {
    screen.line("");
    if (!differences.isEmpty()) {
      throw new CommandFailure(
          "Cannot account for every event:%n  ".formatted()
              + String.join("%n  ".formatted(), differences));
    }
    screen.line(
        "Every event is accounted for: %s produced = %s rows in silver + %s dead letters, each with the right reason."
            .formatted(
                DemoProgress.number(progress.produced()),
                DemoProgress.number(progress.silver()),
                DemoProgress.number(progress.deadLetterTotal())));
    screen.line(
        "%s events were sent twice by the producer and are two rows; offsets are exact, event ids are not yet checked."
            .formatted(DemoProgress.number(expected.repeated())));
  }

  private void section(String title, List<String> lines) {
    screen.line("");
    screen.line(title);
    lines.forEach(screen::fittedLine);
  }

  private static String partitions(Table table) {
    List<String> fields =
        table.spec().fields().stream()
            .map(f -> f.transform() + "(" + table.schema().findColumnName(f.sourceId()) + ")")
            .toList();
    return fields.isEmpty() ? "nothing" : String.join(", ", fields);
  }

  private static String summary(Snapshot snapshot, String key) {
    return snapshot == null ? "0" : snapshot.summary().getOrDefault(key, "0");
  }
}
