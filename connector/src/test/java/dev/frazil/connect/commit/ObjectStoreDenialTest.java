package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import dev.frazil.connect.commit.TestingObjectStore.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.io.PositionOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which answers of an object store stop a task, told by Iceberg's own files over the AWS SDK. */
class ObjectStoreDenialTest {
  private static final int SMALL = 10;
  private static final int SEVERAL_PARTS = 6 << 20;

  private final TestingObjectStore store = new TestingObjectStore();
  private final S3FileIO files = store.files();

  ObjectStoreDenialTest() throws IOException {}

  @AfterEach
  void close() {
    files.close();
    store.close();
  }

  @Test
  void uploadsArriveWhenNothingIsRefused() {
    assertThat(failure(SMALL)).isNull();
    assertThat(store.requests()).containsExactly(Request.HEAD, Request.PUT);
    assertThat(failure(SEVERAL_PARTS)).isNull();
    assertThat(store.requests()).endsWith(Request.COMPLETE_UPLOAD);
  }

  @Test
  void anUploadThatIsDeniedIsFinal() {
    store.refuse(Request.PUT, 403, "SignatureDoesNotMatch");

    RuntimeException failure = failure(SMALL);

    assertThat(CommitFailures.isFinal(failure)).isTrue();
    assertThat(CommitFailures.explain(failure))
        .contains("Status Code: 403")
        .endsWith("; the secret key is not the one of the access key");
  }

  @Test
  void anUploadInPartsThatIsDeniedIsFinal() {
    store.refuse(Request.CREATE_UPLOAD, 403, "AccessDenied");

    assertThat(CommitFailures.isFinal(failure(SEVERAL_PARTS))).isTrue();
  }

  @Test
  void aDenialWithoutAReasonIsFinal() {
    store.refuse(Request.HEAD, 403, "");

    RuntimeException failure = failure(SMALL);

    assertThat(CommitFailures.isFinal(failure)).isTrue();
    assertThat(CommitFailures.explain(failure)).contains("; no reason was given: ");
  }

  @Test
  void aClockThatIsWrongIsNotFinal() {
    store.refuse(Request.PUT, 403, "RequestTimeTooSkewed");

    assertThat(CommitFailures.isFinal(failure(SMALL))).isFalse();
  }

  @Test
  void anAbortThatIsDeniedHidesWhatPassesAndIsNotFinal() {
    store.refuse(Request.UPLOAD_PART, 503, "SlowDown");
    store.refuse(Request.DELETE, 403, "AccessDenied");

    RuntimeException failure = failure(SEVERAL_PARTS);

    assertThat(failure).hasMessageContaining("Status Code: 403");
    assertThat(CommitFailures.isFinal(failure)).isFalse();
  }

  @Test
  void aCompletionThatPassesIsNotFinalThoughTheAbortIsDenied() {
    store.refuse(Request.COMPLETE_UPLOAD, 503, "SlowDown");
    store.refuse(Request.DELETE, 403, "AccessDenied");

    RuntimeException failure = failure(SEVERAL_PARTS);

    assertThat(store.requests()).endsWith(Request.COMPLETE_UPLOAD, Request.DELETE);
    assertThat(CommitFailures.isFinal(failure)).isFalse();
  }

  /** What comes of a file of so many bytes; null when it is there. */
  private RuntimeException failure(int bytes) {
    return catchRuntimeException(
        () -> {
          try (PositionOutputStream stream =
              files.newOutputFile("s3://warehouse/data/a.parquet").create()) {
            stream.write(new byte[bytes]);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
