package dev.frazil.connect.commit;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Failures as the AWS SDK throws them. */
public final class Denials {
  private Denials() {}

  /** An answer of the object store; the code is null where the answer has no body. */
  public static AwsServiceException s3(int status, @Nullable String code) {
    return AwsServiceException.builder()
        .statusCode(status)
        .requestId("7")
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode(code)
                .errorMessage("The store says so")
                .build())
        .build();
  }
}
