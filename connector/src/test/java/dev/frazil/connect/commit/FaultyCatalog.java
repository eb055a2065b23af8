package dev.frazil.connect.commit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Iceberg's catalog in memory, which misbehaves on request, and which knows what was deleted.
 * Tables and their commits are Iceberg's own. Thread-safe.
 */
public final class FaultyCatalog extends InMemoryCatalog {
  /** What goes wrong in one commit. */
  public enum Fault {
    /** Nothing was committed, and the answer says so. */
    CONFLICT,
    /** All was committed, but the answer says that nothing was. */
    APPLIED_BUT_CONFLICT,
    /** All was committed, but the answer got lost. */
    APPLIED_BUT_LOST,
    /** Nothing was committed, and there was no answer. */
    LOST
  }

  private final ConcurrentLinkedDeque<Fault> faults = new ConcurrentLinkedDeque<>();
  private final List<String> deleted = new CopyOnWriteArrayList<>();
  private final List<String> opened = new CopyOnWriteArrayList<>();
  private final Set<TableIdentifier> stuck = ConcurrentHashMap.newKeySet();
  private volatile boolean down;
  private volatile @Nullable RuntimeException commitFailure;
  private volatile boolean disksFull;
  private volatile Runnable beforeCommit = () -> {};
  private volatile Runnable beforeFile = () -> {};

  /** An empty catalog. */
  public static FaultyCatalog empty() {
    FaultyCatalog catalog = new FaultyCatalog();
    catalog.initialize("test", Map.of());
    return catalog;
  }

  /** The next commits go wrong like this, in this order. */
  public void misbehave(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** What has not gone wrong yet will not. */
  public void behave() {
    faults.clear();
  }

  /** Nothing is answered about one table until it is freed. */
  public void block(TableIdentifier table) {
    stuck.add(table);
  }

  public void free(TableIdentifier table) {
    stuck.remove(table);
  }

  /** Nothing is answered until it is up again. */
  public void goDown() {
    down = true;
  }

  public void comeUp() {
    down = false;
  }

  /** Every commit fails like this, until called with null. */
  public void failCommits(@Nullable RuntimeException failure) {
    commitFailure = failure;
  }

  /** No file can be written until there is room again. */
  public void fillDisks() {
    disksFull = true;
  }

  public void makeRoom() {
    disksFull = false;
  }

  /** Does this once the next commit is about to be compared with the table, and never again. */
  public void meanwhile(Runnable interference) {
    beforeCommit = interference;
  }

  /** Does this before each file that is written; it may throw. */
  public void beforeFiles(Runnable interference) {
    beforeFile = interference;
  }

  /** Files that somebody has deleted. */
  public List<String> deleted() {
    return List.copyOf(deleted);
  }

  @Override
  protected TableOperations newTableOps(TableIdentifier identifier) {
    requireUp(identifier);
    return new Operations(identifier, super.newTableOps(identifier));
  }

  /** Data files that somebody has opened, as often as they were. */
  public List<String> openedDataFiles() {
    return opened.stream().filter(path -> path.endsWith(".parquet")).toList();
  }

  private void requireUp(TableIdentifier table) {
    if (down || stuck.contains(table)) {
      throw new ServiceFailureException("the catalog is down");
    }
  }

  private final class Operations implements TableOperations {
    private final TableIdentifier table;
    private final TableOperations real;

    Operations(TableIdentifier table, TableOperations real) {
      this.table = table;
      this.real = real;
    }

    @Override
    public TableMetadata current() {
      return real.current();
    }

    @Override
    public TableMetadata refresh() {
      requireUp(table);
      return real.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      requireUp(table);
      Runnable interference = beforeCommit;
      beforeCommit = () -> {};
      interference.run();
      RuntimeException failure = commitFailure;
      if (failure != null) {
        throw failure;
      }
      Fault fault = faults.pollFirst();
      if (fault == null) {
        real.commit(base, metadata);
        return;
      }
      switch (fault) {
        case CONFLICT -> throw new CommitFailedException("somebody else was first");
        case APPLIED_BUT_CONFLICT -> {
          real.commit(base, metadata);
          throw new CommitFailedException("somebody else was first, it says");
        }
        case APPLIED_BUT_LOST -> {
          real.commit(base, metadata);
          throw unknown();
        }
        case LOST -> throw unknown();
      }
    }

    private static CommitStateUnknownException unknown() {
      return new CommitStateUnknownException(new IllegalStateException("connection reset"));
    }

    @Override
    public FileIO io() {
      return new Files(real.io());
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return real.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return real.locationProvider();
    }
  }

  private final class Files implements FileIO {
    private final FileIO real;

    Files(FileIO real) {
      this.real = real;
    }

    @Override
    public InputFile newInputFile(String path) {
      opened.add(path);
      return real.newInputFile(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
      beforeFile.run();
      if (disksFull) {
        throw new ServiceFailureException("no space left");
      }
      return real.newOutputFile(path);
    }

    @Override
    public void deleteFile(String path) {
      deleted.add(path);
      real.deleteFile(path);
    }

    @Override
    public Map<String, String> properties() {
      return real.properties();
    }
  }
}
