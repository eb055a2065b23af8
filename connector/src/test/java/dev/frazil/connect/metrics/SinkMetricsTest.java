package dev.frazil.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.reject.RejectReason;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkMetricsTest {
  private static final ShownNumbers TASK =
      new ShownNumbers("dev.frazil:type=task,connector=shown,task=3");
  private static final ShownNumbers TABLE =
      new ShownNumbers("dev.frazil:type=table,connector=shown,table=silver.events");

  private final AtomicLong clockMs = new AtomicLong(5_000);
  private final SinkMetrics sink = new SinkMetrics("shown", clockMs::get);

  @AfterEach
  void nothingStays() {
    sink.close();
    assertThat(ShownNumbers.names()).noneMatch(name -> name.contains("shown"));
  }

  @Test
  void aTaskShowsWhatItPublished() {
    try (TaskMetrics task = sink.task(3)) {
      task.count(TaskMetric.ROWS_WRITTEN);
      task.add(TaskMetric.ROWS_WRITTEN, 2);
      task.set(TaskMetric.OPEN_BYTES, 70);
      task.rejected(RejectReason.NULL_VALUE);
      assertThat(TASK.number("rows-written-total")).isZero();

      task.publish();

      assertThat(TASK.number("rows-written-total")).isEqualTo(3);
      assertThat(TASK.number("open-bytes")).isEqualTo(70);
      assertThat(TASK.number("dead-letters-total")).isEqualTo(1);
      assertThat(TASK.number("dead-letters-null-value-total")).isEqualTo(1);
      assertThat(TASK.number("dead-letters-wrong-type-total")).isZero();
    }
    assertThat(TASK.isThere()).isFalse();
  }

  @Test
  void aTableShowsItsCommits() {
    TableMetrics table = sink.table("silver.events");
    assertThat(sink.table("silver.events")).isSameAs(table);
    assertThat(TABLE.number("ms-since-last-commit")).isEqualTo(-1);
    assertThat(TABLE.number("low-watermark-ms")).isEqualTo(-1);

    table.committed(40);
    table.committed(10);
    clockMs.addAndGet(700);

    assertThat(TABLE.number("commits-total")).isEqualTo(2);
    assertThat(TABLE.number("commit-ms-last")).isEqualTo(10);
    assertThat(TABLE.number("commit-ms-max")).isEqualTo(40);
    assertThat(TABLE.number("commit-ms-total")).isEqualTo(50);
    assertThat(TABLE.number("last-commit-timestamp-ms")).isEqualTo(5_000);
    assertThat(TABLE.number("ms-since-last-commit")).isEqualTo(700);
  }

  @Test
  void aTaskThatLingersOnTakesNothingFromItsSuccessor() {
    TaskMetrics before = sink.task(3);
    TaskMetrics after = new SinkMetrics("shown", clockMs::get).task(3);
    after.count(TaskMetric.DISCARDS);
    after.publish();

    before.close();

    assertThat(TASK.number("discards-total")).isEqualTo(1);
    after.close();
    assertThat(TASK.isThere()).isFalse();
    after.close();
  }

  @Test
  void namesThatJmxWouldMisunderstandAreQuoted() {
    SinkMetrics odd = new SinkMetrics("shown: a,b=c*", clockMs::get);
    odd.table("silver.events");

    assertThat(ShownNumbers.names())
        .contains("dev.frazil:type=table,connector=\"shown: a,b=c\\*\",table=silver.events");
    odd.close();
  }

  @Test
  void numbersCannotBeSet() throws Exception {
    sink.table("silver.events");
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName(TABLE.name());

    assertThatThrownBy(() -> server.setAttribute(name, new Attribute("rows-total", 1L)))
        .isInstanceOf(AttributeNotFoundException.class)
        .hasMessage("Cannot set attribute rows-total");
    assertThatThrownBy(() -> server.getAttribute(name, "nix"))
        .isInstanceOf(AttributeNotFoundException.class)
        .hasMessage("Cannot find attribute nix");
    assertThat(server.getAttributes(name, new String[] {"rows-total", "nix"}).asList())
        .containsExactly(new Attribute("rows-total", 0L));
  }
}
