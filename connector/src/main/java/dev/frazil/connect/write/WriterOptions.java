package dev.frazil.connect.write;

import java.util.Map;

/**
 * How a task writes the files of a table.
 *
 * @param task the number of the task, the first part of its file names
 * @param properties table properties that hold for this writer over those of the table
 * @param maxOpenFiles how many partitions may have a file open at a time; past that the file that
 *     was written to least recently is closed
 */
public record WriterOptions(int task, Map<String, String> properties, int maxOpenFiles) {
  /** The most open files that a writer has unless it is told otherwise. */
  public static final int DEFAULT_MAX_OPEN_FILES = 100;

  public WriterOptions {
    if (task < 0) {
      throw new IllegalArgumentException("Invalid task: " + task + " (expected 0 or more)");
    }
    if (maxOpenFiles < 1) {
      throw new IllegalArgumentException(
          "Invalid most open files: " + maxOpenFiles + " (expected 1 or more)");
    }
    properties = Map.copyOf(properties);
  }

  /** The defaults for the task of that number. */
  public static WriterOptions ofTask(int task) {
    return new WriterOptions(task, Map.of(), DEFAULT_MAX_OPEN_FILES);
  }
}
