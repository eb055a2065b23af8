package dev.frazil.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file system of a few megabytes, in memory, on which files are staged before they go to the
 * store, and which can be filled. Needs the right to mount; gone when it is closed.
 */
final class SmallDisk implements AutoCloseable {
  private static final byte[] BLOCK = new byte[64 * 1024];

  private final Path directory;
  private final Thread onExit = new Thread(this::unmount, "unmount-small-disk");

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Nothing where mounting is not allowed. */
  static Optional<SmallDisk> mount(Path directory) {
    try {
      Files.createDirectories(directory);
      if (exitCode("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", directory.toString()) != 0) {
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    SmallDisk disk = new SmallDisk(directory);
    Runtime.getRuntime().addShutdownHook(disk.onExit);
    return Optional.of(disk);
  }

  Path directory() {
    return directory;
  }

  /** Writes until nothing fits any more. */
  void fill() {
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(BLOCK);
      }
    } catch (IOException e) {
      // Full: as it was meant.
      return;
    }
  }

  void empty() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot empty " + directory, e);
    }
  }

  @Override
  public void close() {
    unmount();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook has run or does now.
      return;
    }
  }

  private Path ballast() {
    return directory.resolve("ballast");
  }

  private void unmount() {
    try {
      exitCode("umount", "-l", directory.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unmount " + directory, e);
    }
  }

  private static int exitCode(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
