package dev.frazil.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stack keeps on disk: data, logs, generated configuration, its keys, and while it runs the
 * state file that says which processes it consists of. Safe for use by several threads.
 */
final class StackDirectory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private @Nullable StackState state;

  StackDirectory(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path log(String part) {
    return logs().resolve(part + ".log");
  }

  Path data(String part) {
    return root.resolve("data").resolve(part);
  }

  /**
   * Makes the directory.
   *
   * @throws LocalStackException when it holds files of somebody else
   */
  void create() {
    try {
      Files.createDirectories(root);
      if (!isStack() && !isEmpty()) {
        throw cannot("start", "it holds other files (expected an empty directory)");
      }
      for (Path part : List.of(logs(), generated(), root.resolve("data"))) {
        Files.createDirectories(part);
      }
    } catch (IOException e) {
      throw cannot("start", FileTrouble.reasonAndFile(e));
    }
  }

  /** Writes a properties file that only its owner can read. */
  Path writeProperties(String name, Map<String, String> values) throws IOException {
    Properties properties = new Properties();
    properties.putAll(values);
    Path file = privateFile(generated().resolve(name));
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, "Generated; written anew at each start.");
    }
    return file;
  }

  /** Copies a logging configuration of this module to where a part can read it. */
  Path writeResource(String name) throws IOException {
    Path file = generated().resolve(name);
    try (InputStream resource = StackDirectory.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IOException("resource " + name + " is absent");
      }
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  /** The keys of this stack, made at the first start and kept until it is reset. */
  S3Keys keys() throws IOException {
    Path file = root.resolve("secrets.json");
    if (Files.exists(file)) {
      return JSON.readValue(file.toFile(), S3Keys.class);
    }
    S3Keys keys = S3Keys.random();
    JSON.writerWithDefaultPrettyPrinter().writeValue(privateFile(file).toFile(), keys);
    return keys;
  }

  /** What the state file says, if there is one. */
  Optional<StackState> recorded() throws IOException {
    try {
      return Files.exists(stateFile())
          ? Optional.of(JSON.readValue(stateFile().toFile(), StackState.class))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IOException(stateFile().getFileName() + " is " + FileTrouble.reason(e), e);
    }
  }

  /** Starts the state file; parts are added to it as they come up. */
  synchronized void begin(StackState initial) {
    write(initial);
  }

  synchronized void remember(PartState part) {
    if (state != null) {
      write(state.with(part));
    }
  }

  synchronized void forget(String part) {
    if (state != null) {
      write(state.without(part));
    }
  }

  /** Removes the state file: nothing runs any more. */
  synchronized void end() {
    state = null;
    try {
      Files.deleteIfExists(stateFile());
    } catch (IOException e) {
      throw cannot("stop", FileTrouble.reasonAndFile(e));
    }
  }

  /** Something to do while no other program starts, stops or deletes the stack. */
  interface Exclusive<T> {
    T run() throws IOException;
  }

  /**
   * Does it, and says what failed if it fails.
   *
   * @throws LocalStackException when it fails, or another program is at it
   */
  <T> T exclusively(String verb, Exclusive<T> action) {
    try (FileChannel channel =
        FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (tryLock(channel) == null) {
        throw cannot(verb, "another program is starting or stopping it");
      }
      return action.run();
    } catch (IOException e) {
      throw cannot(verb, FileTrouble.reasonAndFile(e));
    }
  }

  LocalStackException cannot(String verb, String reason) {
    return new LocalStackException("Cannot " + verb + " the stack in " + root + ": " + reason);
  }

  /** Whether a stack was started here before. */
  boolean isStack() {
    return Files.exists(lockFile());
  }

  /** Deletes what a stack keeps, nothing else that lies in the directory, and says which it was. */
  Path deleteContents() throws IOException {
    for (String part : List.of("data", "logs", "config", "state.json", "secrets.json")) {
      deleteTree(root.resolve(part));
    }
    Files.delete(lockFile());
    if (isEmpty()) {
      Files.delete(root);
    }
    return root;
  }

  private Path generated() {
    return root.resolve("config");
  }

  private Path lockFile() {
    return root.resolve("stack.lock");
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.findAny().isEmpty();
    }
  }

  private Path stateFile() {
    return root.resolve("state.json");
  }

  private void write(StackState changed) {
    state = changed;
    Path next = root.resolve("state.json.next");
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), changed);
      Files.move(next, stateFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write " + stateFile() + ": " + FileTrouble.reason(e), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static Path privateFile(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
