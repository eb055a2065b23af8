package dev.frazil.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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
  void whatDiedOfADetachedStackIsStartedAgainWhereItWasAndTheRestIsLeftAlone() throws Exception {
    Path directory = TestDirectory.forStack("revived");
    StackOptions options = StackOptions.in(directory).withWorkers();
    LocalStack first = LocalStack.start(options);
    try {
      createTopic(first.endpoints());
      first.detach();
      Map<String, Long> before = pids(directory);
      long catalog = pid(directory, "catalog");
      assertThat(LocalStack.revive(options)).isEmpty();
      assertThat(pids(directory)).isEqualTo(before);

      die(directory, "kafka");
      die(directory, "s3");
      assertThat(dead(directory)).containsExactlyInAnyOrder("s3", "kafka");

      assertThat(LocalStack.revive(options)).containsExactly("s3", "kafka");
      assertThat(dead(directory)).isEmpty();
      assertThat(pids(directory)).containsEntry("catalog", catalog);
      assertThat(LocalStack.attach(directory).endpoints()).isEqualTo(first.endpoints());
      try (Topics topics = Topics.at(first.endpoints().bootstrapServers())) {
        assertThat(topics.list()).containsExactly("kept");
      }
    } finally {
      LocalStack.attach(directory).stop();
    }
    LocalStack.reset(directory);
  }

  @Test
  void aPartWhosePortIsTakenIsNotRevivedAndStaysKnownAsDead() throws Exception {
    Path directory = TestDirectory.forStack("taken");
    StackOptions options = StackOptions.in(directory).withWorkers();
    LocalStack first = LocalStack.start(options);
    first.detach();
    try {
      die(directory, "catalog");
      int port = StackPorts.portOf(first.endpoints().catalogUrl());
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThatExceptionOfType(LocalStackException.class)
            .isThrownBy(() -> LocalStack.revive(options))
            .withMessage(
                "Cannot start catalog: another program listens on its port %d (a stack that is stopped and started takes other ports)"
                    .formatted(taken.getLocalPort()));
      }
      assertThat(dead(directory)).containsExactly("catalog");

      BrokerOptions broken = BrokerOptions.defaults().withProperty("process.roles", "nonsense");
      die(directory, "kafka");
      assertThatExceptionOfType(LocalStackException.class)
          .isThrownBy(() -> LocalStack.revive(options.withBroker(broken)))
          .withMessageStartingWith("Cannot start kafka: it ended with exit code 1; last lines of ");
      assertThat(dead(directory)).containsExactly("kafka");
    } finally {
      LocalStack.attach(directory).stop();
    }
    LocalStack.reset(directory);
  }

  @Test
  void aProgramThatIsEndedWhileItStopsItsStackStopsAllOfIt() throws Exception {
    Path directory = TestDirectory.forStack("interrupted");
    Process owner =
        new ProcessBuilder(
                Launch.ownJavaHome().resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dfrazil.home=" + Checkout.directory(),
                StackOwner.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = owner.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.lines().anyMatch(StackOwner.CLOSING::equals)).isTrue();
      owner.destroy();
      assertThat(owner.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(parts(directory)).isEmpty();
    assertThat(directory.resolve("state.json")).doesNotExist();
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

  private static void die(Path directory, String part) {
    ProcessHandle process = ProcessHandle.of(pid(directory, part)).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static long pid(Path directory, String part) {
    return requireNonNull(pids(directory).get(part));
  }

  private static Map<String, Long> pids(Path directory) {
    Map<String, Long> pids = new TreeMap<>();
    LocalStack.attach(directory).status().forEach(part -> pids.put(part.name(), part.pid()));
    return pids;
  }

  private static List<String> dead(Path directory) {
    return LocalStack.attach(directory).status().stream()
        .filter(part -> !part.running())
        .map(PartStatus::name)
        .toList();
  }

  /** Processes that name the directory in their command line. */
  private static List<ProcessHandle> parts(Path directory) throws IOException {
    assertThat(Files.isDirectory(directory)).isTrue();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()))
        .toList();
  }
}
