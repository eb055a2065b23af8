package dev.frazil.local;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Brings the parts up side by side; the first that fails ends the others. */
final class StartUp implements AutoCloseable {
  private final List<Part> parts;
  private final ExecutorService threads;
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  StartUp(List<Part> parts) {
    this.parts = List.copyOf(parts);
    this.threads = Executors.newFixedThreadPool(parts.size());
  }

  /** Workers wait for the broker, nobody waits for store and catalog. */
  void run(
      ObjectStore objectStore,
      RestCatalog catalog,
      KafkaBroker broker,
      List<ConnectWorker> workers) {
    CompletableFuture<Void> brokerUp = begin(broker);
    CompletableFuture<Void> storesUp = CompletableFuture.allOf(begin(objectStore), begin(catalog));
    await(brokerUp);
    CompletableFuture<?>[] workersUp =
        workers.stream().map(this::begin).toArray(CompletableFuture<?>[]::new);
    await(CompletableFuture.allOf(workersUp));
    await(storesUp);
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  private CompletableFuture<Void> begin(Part part) {
    return CompletableFuture.runAsync(() -> start(part), threads);
  }

  private void start(Part part) {
    try {
      part.start();
    } catch (RuntimeException e) {
      if (failure.compareAndSet(null, e)) {
        parts.forEach(Part::retire);
        parts.forEach(Part::kill);
      }
      throw e;
    }
  }

  private void await(CompletableFuture<Void> up) {
    try {
      up.join();
    } catch (CompletionException e) {
      throw Objects.requireNonNullElse(failure.get(), e);
    }
  }
}
