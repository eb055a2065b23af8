package dev.frazil.connect.table;

import dev.frazil.connect.config.CatalogConfig;
import dev.frazil.tables.Catalogs;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.iceberg.catalog.Catalog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog, opened when it is first asked for: a task starts while its catalog is down, and
 * waits for it like for any answer. Opening blocks; never on a task's thread. Thread-safe.
 */
public final class OpenCatalog implements Supplier<Catalog>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenCatalog.class);
  private static final long CLOSE_WAIT_MS = 1_000;

  private final CatalogConfig config;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Catalog catalog;
  private volatile boolean closed;

  public OpenCatalog(CatalogConfig config) {
    this.config = config;
  }

  /**
   * The catalog; another attempt to open it where the last one failed.
   *
   * @throws dev.frazil.tables.CatalogOpenException when it does not open
   */
  @Override
  public Catalog get() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("Cannot use catalog " + config.name() + ": it is closed");
      }
      if (catalog == null) {
        catalog = Catalogs.open(config.name(), config.properties(), config.policy());
      }
      return catalog;
    } finally {
      lock.unlock();
    }
  }

  /** Closes it; one that is just being opened is left to the end of its attempt. */
  @Override
  public void close() {
    closed = true;
    try {
      if (!lock.tryLock(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
        LOG.warn("Cannot close catalog {}: it is being opened", config.name());
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      if (catalog instanceof Closeable closeable) {
        closeable.close();
      }
    } catch (IOException e) {
      LOG.warn("Cannot close catalog {}: {}", config.name(), e.getMessage());
    } finally {
      lock.unlock();
    }
  }
}
