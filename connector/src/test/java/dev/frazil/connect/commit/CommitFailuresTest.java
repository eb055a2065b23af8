package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class CommitFailuresTest {
  @Test
  void onlyWhatNoRetryCanMendIsFinal() {
    assertThat(CommitFailures.isFinal(new ForbiddenException("no"))).isTrue();
    assertThat(CommitFailures.isFinal(new ConnectException("no"))).isTrue();
    assertThat(CommitFailures.isFinal(new NoClassDefFoundError("a/Class"))).isTrue();
    assertThat(CommitFailures.isFinal(new CommitFailedException("later"))).isFalse();
    assertThat(CommitFailures.isFinal(new ServiceFailureException("later"))).isFalse();
    assertThat(CommitFailures.isFinal(new CommitStateUnknownException(new RuntimeException())))
        .isFalse();
  }

  @Test
  void anyFailureIsFinalOnceItHasLastedTooLong() {
    CommitFailures failures = new CommitFailures(60_000);
    RuntimeException failure = new CommitFailedException("later");

    assertThat(failures.isFinal(failure, 59_999)).isFalse();
    assertThat(failures.isFinal(failure, 60_000)).isTrue();
    assertThat(new CommitFailures(Long.MAX_VALUE).isFinal(failure, 1_000_000_000)).isFalse();
  }

  @Test
  void aDenialSaysWhatIsMissing() {
    assertThat(
            CommitFailures.explain(
                new RuntimeIOException(
                    new IOException(Denials.s3(403, "SignatureDoesNotMatch")),
                    "Failed to write manifest list file")))
        .isEqualTo(
            "Failed to write manifest list file; the secret key is not the one of the access key");
    assertThat(CommitFailures.explain(new ForbiddenException("no"))).isEqualTo("no");
    assertThat(CommitFailures.explain(new CommitFailedException("later"))).isEqualTo("later");
  }

  @Test
  void describesAFailureInOneLine() {
    assertThat(CommitFailures.describe(new IllegalStateException("first\nsecond")))
        .isEqualTo("IllegalStateException: first");
    assertThat(CommitFailures.describe(new IllegalStateException()))
        .isEqualTo("IllegalStateException");
  }
}
