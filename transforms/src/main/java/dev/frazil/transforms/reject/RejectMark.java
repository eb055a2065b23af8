package dev.frazil.transforms.reject;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The mark of a rejected record in the headers of a Connect record: its value is left as it came,
 * and three text headers say why. Our sink makes a dead letter of a marked record; our transforms
 * pass it on. A converter marks by the schema of the value, see {@link UnconvertedBytes}.
 *
 * <p>A mark counts only when it was made in this process: the headers carry one certain {@link
 * Schema} object, and no converter can bring that in from outside. Headers of the same names that a
 * producer set are no mark, and {@link #strip} removes them. Transforms and sink have to be loaded
 * from one plugin directory, as they are shipped.
 */
public final class RejectMark {
  /** Names the header with {@link RejectReason#code()}. */
  public static final String REASON_HEADER = "frazil.reject.reason";

  /** Names the header with {@link Rejection#path()}. */
  public static final String PATH_HEADER = "frazil.reject.path";

  /** Names the header with {@link Rejection#detail()}. */
  public static final String DETAIL_HEADER = "frazil.reject.detail";

  private static final String PREFIX = "frazil.reject.";
  private static final Schema SCHEMA =
      SchemaBuilder.string().name("dev.frazil.RejectMark").version(1).build();

  private RejectMark() {}

  /**
   * Whether a record is marked: it is rejected, or its value could not be read yet. Whoever is not
   * the sink passes it on as it is.
   */
  public static boolean isMarked(ConnectRecord<?> record) {
    return record.valueSchema() instanceof UnconvertedBytes || read(record.headers()) != null;
  }

  /** Why a record is rejected, by a transform or by its converter; null when it is not. */
  public static @Nullable Rejection read(ConnectRecord<?> record) {
    Rejection rejection = read(record.headers());
    return rejection == null && record.valueSchema() instanceof UnconvertedBytes bytes
        ? bytes.rejection()
        : rejection;
  }

  /** What the mark in the headers says; null when there is none. */
  public static @Nullable Rejection read(Headers headers) {
    if (headers.isEmpty()) {
      return null;
    }
    String reason = null;
    String path = null;
    String detail = null;
    for (Header header : headers) {
      if (header.schema() == SCHEMA) {
        String text = (String) header.value();
        switch (header.key()) {
          case REASON_HEADER -> reason = text;
          case PATH_HEADER -> path = text;
          case DETAIL_HEADER -> detail = text;
          default -> {}
        }
      }
    }
    if (reason == null || path == null || detail == null) {
      return null;
    }
    return new Rejection(RejectReason.of(reason), path, detail);
  }

  /** A copy of the headers, with this mark and no other. */
  public static Headers mark(Headers headers, Rejection rejection) {
    return copyWithoutMarks(headers)
        .add(REASON_HEADER, rejection.reason().code(), SCHEMA)
        .add(PATH_HEADER, rejection.path(), SCHEMA)
        .add(DETAIL_HEADER, rejection.detail(), SCHEMA);
  }

  /**
   * The headers without what only looks like a mark; the same object when there is nothing to
   * remove.
   */
  public static Headers strip(Headers headers) {
    if (headers.isEmpty() || !hasForeignMark(headers)) {
      return headers;
    }
    Headers kept = new ConnectHeaders();
    for (Header header : headers) {
      if (!isForeignMark(header)) {
        kept.add(header);
      }
    }
    return kept;
  }

  /** A copy of the headers without this or any other mark: those that the record came with. */
  public static Headers remove(Headers headers) {
    return copyWithoutMarks(headers);
  }

  private static Headers copyWithoutMarks(Headers headers) {
    Headers kept = new ConnectHeaders();
    for (Header header : headers) {
      if (!header.key().startsWith(PREFIX)) {
        kept.add(header);
      }
    }
    return kept;
  }

  private static boolean hasForeignMark(Headers headers) {
    for (Header header : headers) {
      if (isForeignMark(header)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForeignMark(Header header) {
    return header.key().startsWith(PREFIX) && header.schema() != SCHEMA;
  }
}
