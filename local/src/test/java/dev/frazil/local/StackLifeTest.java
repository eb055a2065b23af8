package dev.frazil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stack that outlives the program that started it; without workers, to be quick. */
class StackLifeTest {
  @Test
  void aDetachedStackIsStoppedByItsDirectoryAndKeepsItsTopicsUntilItIsReset() throws Exception {
    Path directory = TestDirectory.forStack("life");
    StackOptions options = StackOptions.in(directory).withWorkers();
    LocalStack first = LocalStack.start(options);
    createTopic(first.endpoints());
    first.detach();
    first.close();
    assertThat(first.broker().isRunning()).isTrue();

    assertThat(LocalStack.attach(directory).stop())
        .containsExactlyInAnyOrder("s3", "catalog", "kafka");

    assertThat(first.broker().isRunning()).isFalse();
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> LocalStack.attach(directory))
        .withMessage("Cannot find the stack in " + directory + ": none is running there");

    try (LocalStack second = LocalStack.start(options);
        Topics topics = Topics.at(second.endpoints().bootstrapServers())) {
      assertThat(topics.list()).containsExactly("kept");
      assertThat(second.endpoints().s3SecretKey()).isEqualTo(first.endpoints().s3SecretKey());
    }

    LocalStack.reset(directory);
    assertThat(directory).doesNotExist();
  }

  @Test
  void aPartThatCannotStartEndsTheOthersAndShowsItsLog() throws Exception {
    Path directory = TestDirectory.forStack("broken");
    BrokerOptions broken = BrokerOptions.defaults().withProperty("process.roles", "nonsense");

    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(
            () -> LocalStack.start(StackOptions.in(directory).withWorkers().withBroker(broken)))
        .withMessageMatching(
            "(?s)Cannot start kafka: its storage could not be formatted; last lines of .*/logs/"
                + "kafka.log:\n.*nonsense.*");

    assertThat(directory.resolve("state.json")).doesNotExist();
    assertThat(parts(directory)).isEmpty();
  }

  private static void createTopic(Endpoints endpoints) {
    try (Topics topics = Topics.at(endpoints.bootstrapServers())) {
      topics.create(List.of(new TopicSpec("kept", 1, Map.of())));
    }
  }

  /** Processes that name the directory in their command line. */
  private static List<ProcessHandle> parts(Path directory) throws IOException {
    assertThat(Files.isDirectory(directory)).isTrue();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()))
        .toList();
  }
}
