package dev.frazil.verify;

import static dev.frazil.verify.TestingLake.VIEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What can neither be proven nor refuted is said to be so. */
class UnverifiableTest {

  @AutoClose private final TestingLake lake = new TestingLake();

  @Test
  void aTableWithoutSnapshots() {
    assertUnverifiable(lake.verify(), "it has no snapshot");
  }

  @Test
  void aTableOfOthers() {
    lake.table().newAppend().appendFile(lake.write(TestingLake.rows(null, 0, 3))).commit();
    assertUnverifiable(
        lake.verify(),
        "no snapshot of its history has the key frazil.ledger.default (expected a table that Frazil"
            + " writes, or another --ledger-id)");
  }

  @Test
  void aTableWhoseLedgerHasExpired() {
    long ours = lake.commit(VIEWS, 0, 10);
    lake.table().newAppend().appendFile(lake.write(TestingLake.rows(null, 0, 3))).commit();
    lake.expire(ours);
    assertUnverifiable(
        lake.verify(),
        "no snapshot of its history has the key frazil.ledger.default, and older ones have"
            + " expired");
  }

  @Test
  void aBranchThatIsNotThere() {
    lake.commit(VIEWS, 0, 10);
    assertUnverifiable(
        TableVerifier.verify(
            lake.table(),
            new LedgerId("default", "audit"),
            VerifyOptions.standard(),
            VerifyProgress.NONE),
        "it has no branch audit");
  }

  @Test
  void aFileOfAnotherFormat() {
    lake.commit(VIEWS, 0, 10);
    DataFile file = lake.write(TestingLake.rows(null, 0, 3));
    DataFile avro =
        DataFiles.builder(lake.table().spec())
            .withPath(file.location())
            .withFileSizeInBytes(file.fileSizeInBytes())
            .withRecordCount(3)
            .withFormat(FileFormat.AVRO)
            .build();
    lake.table().newAppend().appendFile(avro).commit();
    assertUnverifiable(lake.verify(), file.location() + " is AVRO (expected parquet)");
  }

  @Test
  void aStoreThatDoesNotAnswer() {
    lake.commit(VIEWS, 0, 10);
    String data = lake.newestFile().location();
    Table failing = OtherStore.of(lake.table(), new FailingFiles(lake.table().io(), data, 0));
    assertUnverifiable(
        TableVerifier.verify(
            failing, LedgerId.DEFAULT, VerifyOptions.standard(), VerifyProgress.NONE),
        "cannot ask for " + data + ": the store is away");
  }

  @Test
  void aStoreThatStopsAnswering() {
    lake.commit(VIEWS, 0, 10);
    String data = lake.newestFile().location();
    Table failing = OtherStore.of(lake.table(), new FailingFiles(lake.table().io(), data, 1));
    assertUnverifiable(
        TableVerifier.verify(
            failing, LedgerId.DEFAULT, VerifyOptions.standard(), VerifyProgress.NONE),
        "cannot read " + data + ": java.lang.IllegalStateException: the store is away");
  }

  @Test
  void aSnapshotThatExpiresWhileItIsRead() {
    long first = lake.commit(VIEWS, 0, 10);
    lake.table().newDelete().deleteFile(lake.newestFile()).commit();
    DataFile gone = lake.write(TestingLake.rows(VIEWS, 10, 20));
    long head = lake.commit().claim(VIEWS, 10, 20, 10).file(gone).commit();
    lake.table().io().deleteFile(gone.location());
    VerifyProgress expiring =
        (files, total, rows) -> {
          if (lake.table().snapshot(head) != null) {
            lake.table().manageSnapshots().rollbackTo(first).commit();
            lake.expire(head);
          }
        };
    assertUnverifiable(
        TableVerifier.verify(lake.table(), LedgerId.DEFAULT, VerifyOptions.standard(), expiring),
        "snapshot " + head + " expired while it was read; verify again");
  }

  @Test
  void anInterruptionEndsIt() {
    lake.commit(VIEWS, 0, 10);
    Thread.currentThread().interrupt();
    Verdict verdict = lake.verify();
    assertThat(Thread.interrupted()).isTrue();
    assertUnverifiable(verdict, "interrupted");
  }

  @Test
  void noWorkerIsLeftBehindByAnInterruption() throws InterruptedException {
    lake.commit(VIEWS, 0, 10);
    AtomicReference<Thread.State> callerAtTheEnd = new AtomicReference<>();
    Thread caller = new Thread(() -> interruptedPass(callerAtTheEnd::set));
    caller.start();
    caller.join();
    assertThat(callerAtTheEnd).hasValue(Thread.State.TIMED_WAITING);
  }

  /** The only worker interrupts its caller, and ends when that waits for it or has gone. */
  private void interruptedPass(Consumer<Thread.State> callerAtTheEnd) {
    Thread caller = Thread.currentThread();
    Findings findings = new Findings(1);
    try (LiveFiles files = new LiveFiles(lake.table(), lake.table().currentSnapshot(), findings)) {
      new FilePass(files, findings, new AtomicLong())
          .run(
              1,
              VerifyProgress.NONE,
              file -> {
                caller.interrupt();
                while (!Thread.currentThread().isInterrupted()) {
                  Thread.onSpinWait();
                }
                callerAtTheEnd.accept(stateOnceWaitingOrGone(caller));
              });
    } catch (UnverifiableException e) {
      assertThat(e).hasMessage("interrupted");
    }
  }

  private static Thread.State stateOnceWaitingOrGone(Thread thread) {
    Thread.State state = thread.getState();
    while (state != Thread.State.TIMED_WAITING && state != Thread.State.TERMINATED) {
      Thread.onSpinWait();
      state = thread.getState();
    }
    return state;
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> new VerifyOptions(FileCheck.NONE, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid threads: 0 (expected 1 or more)");
    assertThatThrownBy(() -> VerifyOptions.standard().withMaxViolations(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid number of violations: 0 (expected 1 or more)");
    assertThatThrownBy(() -> new Violations("t", 1, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid violations: none (expected at least one)");
  }

  private static void assertUnverifiable(Verdict verdict, String reason) {
    assertThat(verdict).isEqualTo(new Unverifiable("lake.silver.views", reason));
  }

  /** A store that hands out a file only so many times. */
  private static final class FailingFiles implements FileIO {
    private final FileIO files;
    private final String failing;
    private final AtomicInteger left;

    private FailingFiles(FileIO files, String failing, int times) {
      this.files = files;
      this.failing = failing;
      this.left = new AtomicInteger(times);
    }

    @Override
    public InputFile newInputFile(String path) {
      if (path.equals(failing) && left.getAndDecrement() <= 0) {
        throw new IllegalStateException("the store is away");
      }
      return files.newInputFile(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
      throw new UnsupportedOperationException("Cannot write " + path);
    }

    @Override
    public void deleteFile(String path) {
      throw new UnsupportedOperationException("Cannot delete " + path);
    }

    @Override
    public Map<String, String> properties() {
      return files.properties();
    }
  }
}
