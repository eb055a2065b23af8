package dev.frazil.bench;

import java.util.regex.Pattern;

/** What a thread of a worker is for, told by its name. */
enum ThreadKind {
  /** Reads, converts, transforms and puts: the task itself. */
  TASK("task-thread-.*"),
  /** The serial collector works in the VM thread. */
  COLLECTOR("GC Thread.*|G1 .*|ParGC.*|VM Thread"),
  COMPILER("C[12] Compiler.*"),
  /** Threads that ended before the reading count here too. */
  OTHER(".*");

  private final Pattern names;

  ThreadKind(String names) {
    this.names = Pattern.compile(names);
  }

  /** The kind of the thread with this name, of which Linux keeps the first 15 characters. */
  static ThreadKind of(String threadName) {
    for (ThreadKind kind : values()) {
      if (kind.names.matcher(threadName).matches()) {
        return kind;
      }
    }
    return OTHER;
  }
}
