package dev.frazil.verify;

import static dev.frazil.verify.TestingLake.VIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Files;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way to spoil the files of a table that we know of is found, and told in these words. */
class DamagedFilesTest {

  @AutoClose private final TestingLake lake = new TestingLake();

  @Test
  void aFileAppendedTwiceByHand() {
    lake.commit(VIEWS, 0, 10);
    DataFile file = lake.newestFile();
    lake.table().newAppend().appendFile(file).commit();
    long copy = lake.head();
    lake.assertRefuted(
        ViolationKind.FILE_TWICE,
        copy,
        null,
        null,
        "The table references " + file.location() + " twice");
  }

  @Test
  void aFileTakenOutUnseen() {
    lake.commit(VIEWS, 0, 10);
    DataFile file = lake.newestFile();
    lake.commit(VIEWS, 10, 20);
    lake.table()
        .newRewrite()
        .deleteFile(file)
        .addFile(lake.write(List.of(TestingLake.row(null, 0))))
        .commit();
    long rewrite = lake.head();
    lake.assertRefuted(
        ViolationKind.COMPACTION_CHANGED_ROWS,
        rewrite,
        null,
        null,
        "Snapshot "
            + rewrite
            + " (replace) put files with 1 row in place of files with 10, and there were no"
            + " deletes to apply");
  }

  @ParameterizedTest
  @EnumSource(FileCheck.class)
  void aFileDeletedFromTheStore(FileCheck check) {
    long snapshot = lake.commit(VIEWS, 0, 10);
    String location = lake.newestFile().location();
    lake.table().io().deleteFile(location);
    VerifyOptions options = VerifyOptions.standard().withFileCheck(check);
    Violation violation = ((Violations) lake.verify(options)).first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.FILE_MISSING);
    assertThat(violation.snapshotId()).isEqualTo(snapshot);
    assertThat(violation.sentence())
        .isEqualTo(
            switch (check) {
              case LENGTHS -> location + " is not there, but the table references it";
              case NONE -> "Cannot find a file: No in-memory file found for location: " + location;
            });
  }

  /** Some stores hand out a name for what is not there, and say so only when they are asked. */
  @Test
  void aFileDeletedFromAStoreThatSaysSoLate() {
    lake.commit(VIEWS, 0, 10);
    String location = lake.newestFile().location();
    lake.table().io().deleteFile(location);
    Table table = OtherStore.of(lake.table(), new LateFiles(lake.table().io(), location));
    Verdict verdict =
        TableVerifier.verify(
            table, LedgerId.DEFAULT, VerifyOptions.standard(), VerifyProgress.NONE);
    Violation violation = ((Violations) verdict).first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.FILE_MISSING);
    assertThat(violation.sentence())
        .isEqualTo(location + " is not there, but the table references it");
  }

  @Test
  void aFileCutShort() throws IOException {
    lake.commit(VIEWS, 0, 10);
    DataFile file = lake.newestFile();
    overwrite(file, new byte[7]);
    assertThat(lake.refuted().first())
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(ViolationKind.FILE_LENGTH);
              assertThat(violation.sentence())
                  .isEqualTo(
                      file.location()
                          + " has 7 bytes, but the table says "
                          + file.fileSizeInBytes());
            });
  }

  @Test
  void aFileOverwrittenByZeros() throws IOException {
    lake.commit(VIEWS, 0, 10);
    DataFile file = lake.newestFile();
    overwrite(file, new byte[(int) file.fileSizeInBytes()]);
    Violation violation = lake.refuted().first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.FILE_UNREADABLE);
    assertThat(violation.sentence())
        .startsWith("The content is broken: cannot read " + file.location() + ": ");
  }

  @Test
  void aFileWithAnotherNumberOfRows() {
    DataFile file = lake.write(TestingLake.rows(VIEWS, 0, 10));
    DataFile wrong = DataFiles.builder(lake.table().spec()).copy(file).withRecordCount(9).build();
    long snapshot = lake.commit().claim(VIEWS, 0, 10, 9).file(wrong).commit();
    lake.assertRefuted(
        ViolationKind.FILE_ROWS,
        snapshot,
        null,
        null,
        file.location() + " has 10 rows, but the table says 9");
  }

  @Test
  void aManifestDeletedFromTheStore() {
    long snapshot = lake.commit(VIEWS, 0, 10);
    String manifest = lake.table().currentSnapshot().allManifests(lake.table().io()).get(0).path();
    lake.table().io().deleteFile(manifest);
    lake.assertRefuted(
        ViolationKind.FILE_MISSING,
        snapshot,
        null,
        null,
        "Cannot read the manifests of snapshot "
            + snapshot
            + ": No in-memory file found for location: "
            + manifest);
  }

  @Test
  void aManifestListDeletedFromTheStore() {
    long snapshot = lake.commit(VIEWS, 0, 10);
    lake.table().io().deleteFile(lake.table().currentSnapshot().manifestListLocation());
    lake.table().refresh();
    assertThat(lake.refuted().first())
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(ViolationKind.FILE_MISSING);
              assertThat(violation.snapshotId()).isEqualTo(snapshot);
            });
  }

  private void overwrite(DataFile file, byte[] content) throws IOException {
    try (OutputStream stream =
        lake.table().io().newOutputFile(file.location()).createOrOverwrite()) {
      stream.write(content);
    }
  }

  private record LateFiles(FileIO files, String absent) implements FileIO {
    @Override
    public InputFile newInputFile(String path) {
      return path.equals(absent) ? Files.localInput("no such " + path) : files.newInputFile(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
      throw new UnsupportedOperationException("Cannot write " + path);
    }

    @Override
    public void deleteFile(String path) {
      throw new UnsupportedOperationException("Cannot delete " + path);
    }
  }
}
