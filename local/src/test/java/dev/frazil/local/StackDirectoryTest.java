package dev.frazil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {
  private static final StackState EMPTY =
      new StackState("b", "c", "http://catalog", "http://s3", "r", "s3://warehouse/", List.of());
  private static final PartState GONE =
      new PartState("kafka", PartKind.KAFKA, ProcessHandle.current().pid(), 0, "127.0.0.1:1");

  private final Path root;

  StackDirectoryTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void aDirectoryWithOtherFilesIsRefused() throws Exception {
    Files.createDirectories(root.resolve("data"));
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> new StackDirectory(root).create())
        .withMessage(
            "Cannot start the stack in "
                + root
                + ": it holds other files (expected an empty directory)");
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> LocalStack.reset(root))
        .withMessage("Cannot reset the stack in " + root + ": no stack was started there");
    assertThat(root.resolve("data")).exists();
  }

  @Test
  void twoProgramsAreNotAtItAtOnce() {
    StackDirectory directory = new StackDirectory(root);
    directory.create();
    String outcome =
        directory.exclusively(
            "start",
            () -> {
              assertThatExceptionOfType(LocalStackException.class)
                  .isThrownBy(() -> directory.exclusively("stop", () -> "not reached"))
                  .withMessage(
                      "Cannot stop the stack in "
                          + root
                          + ": another program is starting or stopping it");
              return "done";
            });
    assertThat(outcome).isEqualTo("done");
    assertThat(directory.<String>exclusively("stop", () -> "again")).isEqualTo("again");
  }

  @Test
  void theStateIsWrittenAsPartsComeAndGo() throws Exception {
    StackDirectory directory = new StackDirectory(root);
    directory.create();
    directory.begin(EMPTY);
    directory.remember(GONE);
    assertThat(directory.recorded()).contains(EMPTY.with(GONE));
    directory.forget("kafka");
    assertThat(directory.recorded()).contains(EMPTY);
    directory.end();
    directory.remember(GONE);
    assertThat(directory.recorded()).isEmpty();
  }

  @Test
  void whatACrashLeftIsShownAsNotRunningAndMayBeReset() throws Exception {
    StackDirectory directory = new StackDirectory(root);
    directory.create();
    directory.exclusively("start", directory::keys);
    directory.begin(EMPTY.with(GONE));

    AttachedStack attached = LocalStack.attach(root);

    assertThat(attached.isRunning()).isFalse();
    assertThat(attached.status())
        .containsExactly(
            new PartStatus(
                "kafka",
                false,
                GONE.pid(),
                "127.0.0.1:1",
                Instant.EPOCH,
                root.resolve("logs/kafka.log")));
    assertThat(attached.stop()).isEmpty();
    LocalStack.reset(root);
    assertThat(root).doesNotExist();
  }

  @Test
  void aFileWhereTheDirectoryShouldBeIsNamed() throws Exception {
    Path file = Files.writeString(root.resolve("notes.txt"), "mine");
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> new StackDirectory(file).create())
        .withMessage(
            "Cannot start the stack in %s: there is a file of this name already: %s"
                .formatted(file, file));
  }

  @Test
  void aStateFileThatIsBrokenIsSaidToBeSo() throws Exception {
    StackDirectory directory = new StackDirectory(root);
    directory.create();
    Files.writeString(root.resolve("state.json"), "{broken");
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> LocalStack.attach(root))
        .withMessageStartingWith(
            "Cannot find the stack in "
                + root
                + ": state.json is not JSON at line 1, column 2: Unexpected");
    Files.writeString(root.resolve("state.json"), "{\"parts\": 1}");
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> LocalStack.attach(root))
        .withMessage(
            "Cannot find the stack in %s: state.json is not what was expected at line 1, column 11"
                .formatted(root));
  }

  @Test
  void onlyWhereAStackWasStartedOneIsRevived() {
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> LocalStack.revive(StackOptions.in(root)))
        .withMessage("Cannot revive the stack in " + root + ": no stack was started there");
    StackDirectory directory = new StackDirectory(root);
    directory.create();
    directory.exclusively("start", directory::keys);
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> LocalStack.revive(StackOptions.in(root)))
        .withMessage("Cannot revive the stack in " + root + ": none is running there");
    assertThat(LocalStack.isKept(root)).isTrue();
    assertThat(LocalStack.isKept(root.resolve("data"))).isFalse();
  }

  @Test
  void resetLeavesWhatIsNotOurs() throws IOException {
    StackDirectory directory = new StackDirectory(root);
    directory.create();
    directory.exclusively("start", directory::keys);
    Files.writeString(root.resolve("notes.txt"), "mine");
    LocalStack.reset(root);
    assertThat(root).isDirectoryContaining("glob:**notes.txt");
    assertThat(root.toFile().list()).hasSize(1);
  }

  @Test
  void keysAreKeptAndNeverShown() throws Exception {
    StackDirectory directory = new StackDirectory(root);
    directory.create();
    S3Keys keys = directory.keys();
    assertThat(directory.keys()).isEqualTo(keys).isNotEqualTo(S3Keys.random());
    assertThat(keys.secretKey()).hasSize(40);
    assertThat(keys).hasToString("S3Keys[accessKey=" + keys.accessKey() + ", secretKey=****]");
  }
}
