package dev.frazil.verify;

import static dev.frazil.verify.TestingLake.CLICKS;
import static dev.frazil.verify.TestingLake.VIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.parquet.Parquet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tables of which others have deleted rows, in each way that there is, are as they should be. */
class DeletedRowsTest {

  @AutoClose private final TestingLake lake = new TestingLake();

  @Test
  void rowsThatOthersDeletedWithTheirFileAreListed() {
    lake.commit(VIEWS, 0, 10);
    lake.commit(VIEWS, 10, 20);
    lake.table().newDelete().deleteFile(lake.newestFile()).commit();
    long delete = lake.head();
    lake.commit(VIEWS, 20, 30);
    assertThat(lake.proven().notices())
        .containsExactly(
            new Notice(
                NoticeKind.DELETED_BY_OTHERS,
                "Others have deleted rows: snapshot "
                    + delete
                    + " (delete) removed files with 10 rows."));
  }

  @Test
  void rowsThatOthersDeletedAfterAnExpiryAreListed() {
    long first = lake.commit(VIEWS, 0, 10);
    lake.commit(VIEWS, 10, 20);
    lake.table().newDelete().deleteFile(lake.newestFile()).commit();
    lake.expire(first);
    assertThat(lake.proven().rows()).isEqualTo(10);
  }

  @Test
  void rowsThatPositionDeletesHideAreListed() throws IOException {
    lake.commit(VIEWS, 0, 10);
    lake.table().newRowDelta().addDeletes(positionDelete(lake.newestFile(), 3, 4)).commit();
    long delete = lake.head();
    Certificate certificate = lake.proven();
    assertThat(certificate.rows()).isEqualTo(8);
    assertThat(certificate.notices())
        .containsExactly(
            new Notice(
                NoticeKind.DELETED_BY_OTHERS,
                "Others have deleted rows: snapshot "
                    + delete
                    + " (delete) added 2 position deletes."),
            new Notice(
                NoticeKind.DELETED_BY_OTHERS, "2 rows in live files are hidden by delete files."));
  }

  @Test
  void aDuplicateThatSomebodyHasDeletedIsGone() throws IOException {
    lake.commit(VIEWS, 0, 10);
    DataFile copy = lake.write(TestingLake.rows(VIEWS, 3, 4));
    lake.table().newAppend().appendFile(copy).commit();
    lake.table().newRowDelta().addDeletes(positionDelete(copy, 0)).commit();
    assertThat(lake.proven().rows()).isEqualTo(10);
  }

  @Test
  void aFileOfManyBatchesIsReadWhole() throws IOException {
    List<Record> rows = new ArrayList<>();
    for (int offset = 0; offset < 5_000; offset++) {
      rows.add(TestingLake.row(VIEWS, offset));
      rows.add(TestingLake.row(CLICKS, offset));
    }
    lake.commit()
        .claim(VIEWS, 0, 5_000, 5_000)
        .claim(CLICKS, 0, 5_000, 5_000)
        .file(lake.write(rows))
        .commit();
    assertThat(lake.proven().rows()).isEqualTo(10_000);
    lake.table()
        .newRowDelta()
        .addDeletes(positionDelete(lake.newestFile(), 4_096, 5_001, 9_999))
        .commit();
    assertThat(lake.proven().rows()).isEqualTo(9_997);
  }

  @Test
  void rowsThatEqualityDeletesHideAreListed() throws IOException {
    lake.commit(VIEWS, 0, 10);
    lake.table().newRowDelta().addDeletes(equalityDelete(4)).commit();
    Certificate certificate = lake.proven();
    assertThat(certificate.rows()).isEqualTo(9);
    assertThat(certificate.notices())
        .contains(
            new Notice(
                NoticeKind.DELETED_BY_OTHERS, "1 row in live files are hidden by delete files."));
  }

  @Test
  void aCompactionThatAppliesDeletesIsFine() throws IOException {
    lake.commit(VIEWS, 0, 10);
    long rewrite = compactAfterDeleting(9);
    assertThat(lake.proven().notices().get(0).sentence())
        .endsWith("; snapshot " + rewrite + " (replace) applied deletes to 1 row.");
  }

  @Test
  void aCompactionMayApplyDeletesThatHaveExpired() throws IOException {
    long first = lake.commit(VIEWS, 0, 10);
    DataFile file = lake.newestFile();
    DeleteFile delete = positionDelete(file, 9);
    lake.table().newRowDelta().addDeletes(delete).commit();
    long second = lake.head();
    lake.commit(VIEWS, 10, 20);
    long rewrite = compact(file, delete, 9);
    lake.expire(first);
    lake.expire(second);
    assertThat(lake.proven().notices())
        .contains(
            new Notice(
                NoticeKind.DELETED_BY_OTHERS,
                "Others have deleted rows: snapshot "
                    + rewrite
                    + " (replace) applied deletes to 1 row."));
  }

  private long compactAfterDeleting(long offset) throws IOException {
    DataFile file = lake.newestFile();
    DeleteFile delete = positionDelete(file, offset);
    lake.table().newRowDelta().addDeletes(delete).commit();
    return compact(file, delete, offset);
  }

  private long compact(DataFile file, DeleteFile delete, long keptUpTo) {
    lake.table()
        .newRewrite()
        .validateFromSnapshot(lake.head())
        .deleteFile(file)
        .deleteFile(delete)
        .addFile(lake.write(TestingLake.rows(VIEWS, 0, keptUpTo)))
        .commit();
    return lake.head();
  }

  private DeleteFile positionDelete(DataFile file, long... positions) throws IOException {
    PositionDeleteWriter<Record> writer =
        Parquet.writeDeletes(
                lake.table().io().newOutputFile(file.location() + "-deletes-" + positions[0]))
            .withSpec(lake.table().spec())
            .overwrite()
            .buildPositionWriter();
    try (writer) {
      for (long position : positions) {
        writer.write(PositionDelete.<Record>create().set(file.location(), position));
      }
    }
    return writer.toDeleteFile();
  }

  private DeleteFile equalityDelete(long rowId) throws IOException {
    EqualityDeleteWriter<Record> writer =
        Parquet.writeDeletes(lake.table().io().newOutputFile("silver/views/data/equality"))
            .forTable(lake.table())
            .rowSchema(lake.table().schema().select(Set.of("id")))
            .equalityFieldIds(1)
            .createWriterFunc(GenericParquetWriter::create)
            .overwrite()
            .buildEqualityWriter();
    try (writer) {
      Record row = GenericRecord.create(lake.table().schema().select(Set.of("id")));
      row.setField("id", rowId);
      writer.write(row);
    }
    return writer.toDeleteFile();
  }
}
