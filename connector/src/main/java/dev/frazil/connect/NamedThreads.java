package dev.frazil.connect;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that a thread dump can tell apart, and that do not keep the worker from stopping. */
final class NamedThreads implements ThreadFactory {
  private final String name;
  private final AtomicInteger last = new AtomicInteger();

  NamedThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name + "-" + last.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
