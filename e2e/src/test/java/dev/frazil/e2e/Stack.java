package dev.frazil.e2e;

import dev.frazil.local.LocalStack;
import dev.frazil.local.SparkSql;
import dev.frazil.local.StackOptions;
import dev.frazil.local.WorkerOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The one stack that all tests of this module share, started when the first asks for it. */
final class Stack {
  private static @Nullable LocalStack stack;
  private static @Nullable SparkSql spark;

  private static WorkerOptions worker = WorkerOptions.defaults();

  private Stack() {}

  /** Has the worker run on another JDK; before anything else asks for the stack. */
  static synchronized void runWorkerOn(Path javaHome) {
    if (stack != null) {
      throw new IllegalStateException("Cannot change the worker: the stack runs");
    }
    worker = worker.withJavaHome(javaHome);
  }

  static synchronized LocalStack local() {
    if (stack == null) {
      Path directory = Path.of("target", "stack-" + ProcessHandle.current().pid());
      stack = LocalStack.start(StackOptions.in(directory.toAbsolutePath()).withWorkers(worker));
    }
    return stack;
  }

  /** Another engine, to read our tables. */
  static synchronized SparkSql spark() {
    if (spark == null) {
      spark = SparkSql.start(local().endpoints());
      Runtime.getRuntime().addShutdownHook(new Thread(spark::close, "stop-spark"));
    }
    return spark;
  }
}
