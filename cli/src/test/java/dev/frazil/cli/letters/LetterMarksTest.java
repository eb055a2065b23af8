package dev.frazil.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.time.TaskTime;
import dev.frazil.tables.OriginColumns;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LetterMarksTest {
  private static final Instant NOW = Instant.parse("2026-02-01T10:00:00.123456789Z");
  private static final String NONE = "-";

  private final SharedCatalog catalog = SharedCatalog.of(UUID.randomUUID().toString());
  private final TestingLetters letters = new TestingLetters(catalog, "views");

  private long mark(Resolution resolution, long... offsets) {
    return mark(new LetterMarks(letters.table(), null), resolution, offsets);
  }

  private long mark(LetterMarks marks, Resolution resolution, long... offsets) {
    List<LetterKey> keys = new ArrayList<>();
    for (long offset : offsets) {
      keys.add(letters.key(offset));
    }
    return marks.mark(keys, resolution, NOW);
  }

  private List<String> resolutions() {
    return letters.rows().stream().map(LetterMarksTest::resolution).toList();
  }

  private static String resolution(Record row) {
    Object resolution = row.getField("resolution");
    return resolution == null ? NONE : resolution.toString();
  }

  private void append(long... offsets) {
    Record[] records = new Record[offsets.length];
    for (int i = 0; i < offsets.length; i++) {
      records[i] = letters.letter(offsets[i], "v" + offsets[i]);
    }
    letters.append(records);
  }

  @Test
  void theRowsSayWhenAndHowTheyWereResolved() {
    append(1, 2, 3);
    assertThat(mark(Resolution.REPLAYED, 1, 3)).isEqualTo(2);
    assertThat(resolutions()).containsExactly("replayed", NONE, "replayed");
    assertThat(letters.rows().get(0).getField("resolved_ts"))
        .isEqualTo(Instant.parse("2026-02-01T10:00:00.123456Z").atOffset(ZoneOffset.UTC));
    assertThat(letters.rows().get(1).getField("resolved_ts")).isNull();
    assertThat(letters.table().currentSnapshot().summary()).containsEntry("frazil.resolved", "2");
  }

  @Test
  void everythingElseStaysAsItWas() {
    append(1, 2);
    letters.append(letters.letter(90_000, "another day"));
    List<Record> before = letters.rows();
    mark(Resolution.SENT_TO_TOPIC, 1, 90_000);
    List<Record> after = letters.rows();
    for (int i = 0; i < before.size(); i++) {
      Record row = before.get(i);
      for (Types.NestedField field : row.struct().fields()) {
        assertThat(after.get(i).getField(field.name()))
            .as(field.name())
            .isEqualTo(row.getField(field.name()));
      }
    }
    assertThat(letters.table().currentSnapshot().summary())
        .containsEntry("added-records", "3")
        .containsEntry("deleted-records", "3")
        .containsEntry("changed-partition-count", "2");
  }

  @Test
  void theFirstMarkStays() {
    append(1, 2);
    mark(Resolution.REPLAYED, 1);
    long head = letters.table().currentSnapshot().snapshotId();
    assertThat(mark(Resolution.ALREADY_THERE, 1)).isZero();
    assertThat(letters.table().currentSnapshot().snapshotId()).isEqualTo(head);
    assertThat(mark(Resolution.ALREADY_THERE, 1, 2)).isEqualTo(1);
    assertThat(resolutions()).containsExactly("replayed", "already_there");
  }

  @Test
  void onlyFilesWithSuchRowsAreWrittenAnew() {
    append(1, 2);
    append(3, 4);
    append(5);
    mark(Resolution.REPLAYED, 3);
    assertThat(letters.table().currentSnapshot().summary())
        .containsEntry("deleted-data-files", "1")
        .containsEntry("added-data-files", "1");
    assertThat(resolutions()).containsExactly(NONE, NONE, "replayed", NONE, NONE);
  }

  @Test
  void aRecordOfAnotherTopicOfTheNameIsAnother() {
    append(1);
    Record earlier = letters.letter(1, "earlier");
    earlier.setField(OriginColumns.TOPIC_ID, "earlier");
    letters.append(earlier);
    assertThat(mark(Resolution.REPLAYED, 1)).isEqualTo(1);
    assertThat(letters.rows())
        .filteredOn(row -> "earlier".equals(row.getField("raw_payload")))
        .extracting(LetterMarksTest::resolution)
        .containsExactly(NONE);
  }

  @Test
  void whatTheSinkAppendsMeanwhileStays() {
    append(1, 2);
    mark(Resolution.REPLAYED, 2);
    catalog.meanwhile(() -> append(3));
    assertThat(mark(Resolution.REPLAYED, 1)).isEqualTo(1);
    assertThat(resolutions()).containsExactly("replayed", "replayed", NONE);
  }

  @Test
  void whoWritesTheFileAnewMeanwhileIsNoticed() {
    append(1, 2);
    mark(Resolution.REPLAYED, 9);
    append(3);
    mark(Resolution.REPLAYED, 3);
    catalog.meanwhile(() -> mark(Resolution.ALREADY_THERE, 2));
    assertThat(mark(Resolution.REPLAYED, 1)).isEqualTo(1);
    assertThat(resolutions()).containsExactly("replayed", "already_there", "replayed");
  }

  @Test
  void oneWhoMarksTheSameMeanwhileIsFirst() {
    append(1, 2);
    mark(Resolution.REPLAYED, 2);
    catalog.meanwhile(() -> mark(Resolution.ALREADY_THERE, 1));
    mark(Resolution.REPLAYED, 1);
    assertThat(resolutions()).containsExactly("already_there", "replayed");
  }

  @Test
  void aMarkWhoseAnswerIsLostIsThereOnce() {
    append(1, 2);
    mark(Resolution.REPLAYED, 2);
    catalog.afterwards(
        () -> {
          throw new CommitStateUnknownException(new IllegalStateException("connection reset"));
        });
    assertThat(mark(Resolution.ALREADY_THERE, 1)).isEqualTo(1);
    assertThat(resolutions()).containsExactly("already_there", "replayed");
    assertThat(snapshotsWithMarks()).isEqualTo(2);
  }

  @Test
  void aMarkThatIsSaidToHaveFailedIsThereOnce() {
    append(1, 2);
    mark(Resolution.REPLAYED, 2);
    catalog.afterwards(
        () -> {
          throw new CommitFailedException("somebody else was first, it says");
        });
    assertThat(mark(Resolution.ALREADY_THERE, 1)).isEqualTo(1);
    assertThat(resolutions()).containsExactly("already_there", "replayed");
    assertThat(snapshotsWithMarks()).isEqualTo(2);
  }

  @Test
  void columnsWhoseAnswerIsLostAreAddedOnce() {
    append(1);
    catalog.afterwards(
        () -> {
          throw new CommitStateUnknownException(new IllegalStateException("connection reset"));
        });
    assertThat(mark(Resolution.REPLAYED, 1)).isEqualTo(1);
    assertThat(resolutions()).containsExactly("replayed");
  }

  @Test
  void whoDiesAfterTheColumnsIsFollowedByAnother() {
    append(1);
    catalog.afterwards(
        () -> {
          throw new InternalError("killed");
        });
    assertThatThrownBy(() -> mark(Resolution.REPLAYED, 1)).hasMessage("killed");
    assertThat(letters.table().schema().findField("resolution")).isNotNull();
    assertThat(resolutions()).containsExactly(NONE);
    append(2);
    assertThat(mark(Resolution.REPLAYED, 1, 2)).isEqualTo(2);
    assertThat(resolutions()).containsExactly("replayed", "replayed");
  }

  @Test
  void aRowOfSomebodysOwnInTheSameFileStaysAsItIs() {
    Record own = letters.letter(2, "own");
    OriginColumns.NAMES.forEach(column -> own.setField(column, null));
    letters.append(letters.letter(1, "v1"), own);
    assertThat(mark(Resolution.REPLAYED, 1)).isEqualTo(1);
    assertThat(resolutions()).containsExactly("replayed", NONE);
    assertThat(letters.rows().get(1).getField("raw_payload")).isEqualTo("own");
  }

  @Test
  void whoCannotReachTheCatalogTriesAgain() {
    append(1);
    catalog.meanwhile(LetterMarksTest::fail);
    assertThat(mark(Resolution.REPLAYED, 1)).isEqualTo(1);
    assertThat(resolutions()).containsExactly("replayed");
  }

  @Test
  void tenFailedAttemptsAreTheLast() {
    append(1);
    List<Long> waits = new ArrayList<>();
    failEachCommit();
    LetterMarks marks = new LetterMarks(letters.table(), null, new RecordingTime(waits));
    assertThatThrownBy(() -> mark(marks, Resolution.REPLAYED, 1))
        .isInstanceOf(CannotMarkException.class)
        .hasMessage(
            "Cannot mark dead letters in test.silver_deadletter.views as resolved: 10 attempts"
                + " have failed, the last: the catalog is down");
    assertThat(waits).hasSize(9);
    assertThat(waits.get(8)).isBetween(12_800L, 25_600L);
    catalog.meanwhile(() -> {});
    assertThat(resolutions()).containsExactly(NONE);
  }

  @Test
  void accessThatIsDeniedIsNotAskedForAgain() {
    append(1);
    catalog.meanwhile(
        () -> {
          throw new ForbiddenException("no rights on the table");
        });
    assertThatThrownBy(() -> mark(Resolution.REPLAYED, 1))
        .isInstanceOf(CannotMarkException.class)
        .hasMessageStartingWith(
            "Cannot mark dead letters in test.silver_deadletter.views as resolved: no rights on"
                + " the table");
  }

  private void failEachCommit() {
    catalog.meanwhile(
        () -> {
          failEachCommit();
          fail();
        });
  }

  private static void fail() {
    throw new ServiceFailureException("the catalog is down");
  }

  /** Waits for nothing, and takes note of how long it should have waited. */
  private record RecordingTime(List<Long> waits) implements TaskTime {
    @Override
    public long nowMs() {
      throw new AssertionError("nobody asks");
    }

    @Override
    public boolean isDone(Future<?> future, long waitMs) {
      waits.add(waitMs);
      return future.isDone();
    }

    @Override
    public <T> @Nullable T next(BlockingQueue<T> queue, long waitMs) {
      throw new AssertionError("nobody asks");
    }
  }

  private long snapshotsWithMarks() {
    long marked = 0;
    for (Snapshot snapshot : letters.table().snapshots()) {
      marked += snapshot.summary().containsKey("frazil.resolved") ? 1 : 0;
    }
    return marked;
  }

  @Test
  void rowsThatAreDeletedStayDeleted() throws IOException {
    append(1, 2, 3);
    delete(1);
    assertThat(mark(Resolution.REPLAYED, 1, 2)).isEqualTo(1);
    assertThat(letters.rows()).extracting(row -> row.getField("offset")).containsExactly(1L, 3L);
    assertThat(resolutions()).containsExactly("replayed", NONE);
  }

  private void delete(long position) throws IOException {
    Table table = letters.table();
    FileScanTask task = table.newScan().planFiles().iterator().next();
    PositionDeleteWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .deleteFileFormat(FileFormat.PARQUET)
            .build()
            .newPositionDeleteWriter(
                EncryptedFiles.plainAsEncryptedOutput(
                    table.io().newOutputFile(table.location() + "/deletes.parquet")),
                table.spec(),
                task.file().partition());
    writer.write(PositionDelete.<Record>create().set(task.file().location(), position));
    writer.close();
    table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
  }

  @Test
  void aBranchIsMarkedAndNoOther() {
    append(1);
    letters.table().manageSnapshots().createBranch("audit").commit();
    letters.append("audit", letters.letter(2, "v2"));
    LetterMarks marks = new LetterMarks(letters.table(), "audit");
    assertThat(mark(marks, Resolution.REPLAYED, 1, 2)).isEqualTo(2);
    assertThat(letters.rows("audit"))
        .extracting(LetterMarksTest::resolution)
        .containsExactly("replayed", "replayed");
    assertThat(resolutions()).containsExactly(NONE);
    assertThat(mark(new LetterMarks(letters.table(), "nowhere"), Resolution.REPLAYED, 1)).isZero();
  }

  @Test
  void nothingIsMadeOfNoLetters() {
    append(1);
    assertThat(mark(Resolution.REPLAYED)).isZero();
    assertThat(mark(Resolution.REPLAYED, 7)).isZero();
    assertThat(letters.table().schema().findField("resolved_ts")).isNull();
  }

  @Test
  void columnsOfOtherTypesAreNotWritten() {
    append(1);
    letters.table().updateSchema().addColumn("resolution", Types.LongType.get()).commit();
    assertThatThrownBy(() -> mark(Resolution.REPLAYED, 1))
        .isInstanceOf(CannotMarkException.class)
        .hasMessage(
            "Cannot mark dead letters in test.silver_deadletter.views as resolved: column"
                + " resolution is long (expected string)");
  }
}
