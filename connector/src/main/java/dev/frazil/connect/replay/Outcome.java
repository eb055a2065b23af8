package dev.frazil.connect.replay;

import dev.frazil.transforms.reject.Rejection;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;

/** What became of a rejected record, or would. */
public sealed interface Outcome {
  /**
   * It passes. Where a run is more than a dry one, its rows are committed to these tables by now,
   * or it was sent to its topic.
   *
   * @param tables those that did not have it; not empty
   */
  record Replayed(List<TableIdentifier> tables) implements Outcome {
    public Replayed {
      tables = List.copyOf(tables);
    }
  }

  /** All of its tables have it. */
  record AlreadyThere() implements Outcome {}

  /**
   * It is rejected again.
   *
   * @param reason the code of a reject reason, or one of {@link Passed}
   * @param path where in the value, as a JSON path
   * @param detail a sentence for people
   */
  record Failed(String reason, String path, String detail) implements Outcome {
    static Failed of(Rejection rejection) {
      return new Failed(rejection.reason().code(), rejection.path(), rejection.detail());
    }
  }

  /**
   * It cannot be told, or not be written safely, for the time being.
   *
   * @param detail why, for people
   */
  record NotYet(String detail) implements Outcome {}

  /**
   * The connector would drop it without a row.
   *
   * @param detail why, for people
   */
  record Dropped(String detail) implements Outcome {}
}
