package dev.frazil.connect.metrics;

import javax.management.MBeanAttributeInfo;

/** The reference of all metrics, made from what JMX shows. */
final class MetricsReference {
  private MetricsReference() {}

  static String markdown() {
    SinkMetrics sink = new SinkMetrics("reference", () -> 0);
    try (TaskMetrics task = sink.task(0)) {
      task.publish();
      sink.table("silver.events_views");
      return """
      # Metrics

      Each worker shows the numbers of what runs in it as MBeans, besides those that Connect has for every connector. All are whole
      numbers. Names ending in `-total` only grow, from 0 at the start of the task or of the connector in this worker; the others go
      up and down. Names and values hold no secrets. They can be had from every JMX client, such as the Prometheus JMX exporter or
      Jolokia.

      This page is generated from the code.

      ## Tasks

      `dev.frazil:type=task,connector=<name>,task=<number>`: brought up to date by each call of Connect, every second at least.

      %s
      ## Tables

      `dev.frazil:type=table,connector=<name>,table=<namespace.table>`: what this worker has committed to a table. An attempt whose
      answer was lost counts as `commit-unknown-states-total` even if it was made; the rows of such a commit are not counted.

      %s\
      """
          .formatted(
              table(new ShownNumbers("dev.frazil:type=task,connector=reference,task=0")),
              table(
                  new ShownNumbers(
                      "dev.frazil:type=table,connector=reference,table=silver.events_views")));
    } finally {
      sink.close();
    }
  }

  private static String table(ShownNumbers shown) {
    StringBuilder table = new StringBuilder("| attribute | meaning |\n|---|---|\n");
    for (MBeanAttributeInfo each : shown.attributes()) {
      table
          .append("| `")
          .append(each.getName())
          .append("` | ")
          .append(each.getDescription())
          .append(" |\n");
    }
    return table.toString();
  }
}
