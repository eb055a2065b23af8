package dev.frazil.connect.commit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Answers of catalogs, object stores and AWS services that refuse access, and go on to until
 * somebody changes keys or rights. Causes count, suppressed failures do not.
 */
final class AccessDenied {
  private static final int FORBIDDEN = 403;
  private static final int FIRST_SERVER_ERROR = 500;

  /** Codes of denials, whatever the status: some services answer 400. */
  private static final Set<String> DENIALS =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "AllAccessDisabled",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  /** Codes that come with 403 too and pass: with the next credentials, or when there is room. */
  private static final Set<String> PASSING =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidToken",
          "InvalidTokenId",
          "QuotaExceeded",
          "TokenRefreshRequired");

  /** Requests that remove something, as the AWS SDK's clients name them. */
  private static final Set<String> REMOVALS =
      Set.of("abortMultipartUpload", "deleteObject", "deleteObjects");

  private AccessDenied() {}

  static boolean isIn(Throwable failure) {
    return find(failure) != null;
  }

  /** What somebody has to change; empty when the failure says so itself, or is no denial. */
  static String missing(Throwable failure) {
    return find(failure) instanceof AwsServiceException denial ? missing(code(denial)) : "";
  }

  private static String missing(String code) {
    return switch (code) {
      case "InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException" ->
          "the access key is not known there";
      case "SignatureDoesNotMatch", "InvalidSignatureException" ->
          "the secret key is not the one of the access key";
      case "AllAccessDisabled" -> "the bucket is closed to everybody";
      case "" ->
          "no reason was given: the keys are wrong, or lack the right to read, write or list below"
              + " the table's location";
      default ->
          "the keys lack a right: the sink reads, writes and lists below the table's location, and"
              + " changes the table in the catalog";
    };
  }

  private static @Nullable Throwable find(Throwable failure) {
    List<Throwable> seen = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !seen.contains(cause);
        cause = cause.getCause()) {
      if (cause instanceof ForbiddenException
          || (cause instanceof AwsServiceException answer && isDenial(answer))) {
        return cause;
      }
      seen.add(cause);
    }
    return null;
  }

  private static boolean isDenial(AwsServiceException answer) {
    String code = code(answer);
    boolean passes =
        answer.isClockSkewException()
            || answer.isThrottlingException()
            || answer.statusCode() >= FIRST_SERVER_ERROR
            || PASSING.contains(code);
    return !passes
        && (answer.statusCode() == FORBIDDEN || DENIALS.contains(code))
        && !isOfRemoval(answer);
  }

  /**
   * Whether nothing but the removal of something was denied, which the sink never needs: Iceberg's
   * stream aborts an upload that failed, and then this hides why. Only the stack tells.
   */
  private static boolean isOfRemoval(AwsServiceException answer) {
    return Arrays.stream(answer.getStackTrace())
        .anyMatch(frame -> REMOVALS.contains(frame.getMethodName()));
  }

  /** The code of the answer; empty where it has none, such as to a HEAD, which has no body. */
  private static String code(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }
}
