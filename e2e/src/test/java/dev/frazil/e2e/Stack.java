package dev.frazil.e2e;

import dev.frazil.local.LocalStack;
import dev.frazil.local.SparkSql;
import dev.frazil.local.StackOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The one stack that all tests of this module share, started when the first asks for it. */
final class Stack {
  private static @Nullable LocalStack stack;
  private static @Nullable SparkSql spark;

  private Stack() {}

  static synchronized LocalStack local() {
    if (stack == null) {
      Path directory = Path.of("target", "stack-" + ProcessHandle.current().pid());
      stack = LocalStack.start(StackOptions.in(directory.toAbsolutePath()));
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
