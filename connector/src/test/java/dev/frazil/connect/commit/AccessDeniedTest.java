package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class AccessDeniedTest {
  private static final String LACKS_A_RIGHT =
      "the keys lack a right: the sink reads, writes and lists below the table's location, and"
          + " changes the table in the catalog";

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied",
    "403, AllAccessDisabled",
    "403, InvalidAccessKeyId",
    "403, SignatureDoesNotMatch",
    "403, ACodeThatNobodyKnows",
    "403,",
    "400, AccessDeniedException",
    "400, UnrecognizedClientException",
  })
  void whatStaysDeniedIsADenial(int status, @Nullable String code) {
    assertThat(AccessDenied.isIn(Denials.s3(status, code))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "403, RequestTimeTooSkewed",
    "403, RequestExpired",
    "403, ExpiredToken",
    "400, ExpiredToken",
    "403, ExpiredTokenException",
    "403, InvalidTokenId",
    "403, SlowDown",
    "403, RequestLimitExceeded",
    "403, QuotaExceeded",
    "503, AccessDenied",
    "500, InternalError",
    "503, SlowDown",
    "429,",
    "404, NoSuchKey",
    "400,",
  })
  void whatPassesIsNone(int status, @Nullable String code) {
    assertThat(AccessDenied.isIn(Denials.s3(status, code))).isFalse();
  }

  @Test
  void anAnswerWithoutDetailsIsJudgedByItsStatus() {
    assertThat(AccessDenied.isIn(AwsServiceException.builder().statusCode(403).build())).isTrue();
    assertThat(AccessDenied.isIn(AwsServiceException.builder().statusCode(400).build())).isFalse();
  }

  @Test
  void causesCountAndSuppressedFailuresDoNot() {
    RuntimeException passing = new RuntimeIOException(new IOException("reset"), "no answer");
    passing.addSuppressed(Denials.s3(403, "AccessDenied"));

    assertThat(AccessDenied.isIn(passing)).isFalse();
    assertThat(
            AccessDenied.isIn(
                new CommitStateUnknownException(
                    new UncheckedIOException(new IOException(Denials.s3(403, "AccessDenied"))))))
        .isTrue();
    assertThat(AccessDenied.isIn(new RuntimeException(new ForbiddenException("no")))).isTrue();
  }

  @Test
  void aChainOfCausesThatIsARingEnds() {
    RuntimeException inner = new RuntimeException("inner");
    RuntimeException outer = new RuntimeException("outer", inner);
    inner.initCause(outer);

    assertThat(AccessDenied.isIn(outer)).isFalse();
  }

  @Test
  void aRemovalThatIsDeniedIsNone() {
    assertThat(AccessDenied.isIn(abortMultipartUpload())).isFalse();
    assertThat(AccessDenied.isIn(new RuntimeException(abortMultipartUpload()))).isFalse();
  }

  /** Named as the method of the AWS SDK's client from which such an answer comes. */
  private static AwsServiceException abortMultipartUpload() {
    return Denials.s3(403, "AccessDenied");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(missing("InvalidAccessKeyId")).isEqualTo("the access key is not known there");
    assertThat(missing("SignatureDoesNotMatch"))
        .isEqualTo("the secret key is not the one of the access key");
    assertThat(missing("AllAccessDisabled")).isEqualTo("the bucket is closed to everybody");
    assertThat(missing("AccessDenied")).isEqualTo(LACKS_A_RIGHT);
    assertThat(AccessDenied.missing(Denials.s3(403, null)))
        .isEqualTo(
            "no reason was given: the keys are wrong, or lack the right to read, write or list"
                + " below the table's location");
    assertThat(AccessDenied.missing(new ForbiddenException("no"))).isEmpty();
    assertThat(missing("SlowDown")).isEmpty();
  }

  private static String missing(String code) {
    return AccessDenied.missing(Denials.s3(403, code));
  }
}
