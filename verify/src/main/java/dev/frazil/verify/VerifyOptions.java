package dev.frazil.verify;

/**
 * How to verify.
 *
 * @param fileCheck whether each file is asked for its length
 * @param threads how many files are read at a time, 1 or more
 * @param maxViolations how many violations to look for, 1 or more
 */
public record VerifyOptions(FileCheck fileCheck, int threads, int maxViolations) {

  public VerifyOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("Invalid threads: " + threads + " (expected 1 or more)");
    }
    if (maxViolations < 1) {
      throw new IllegalArgumentException(
          "Invalid number of violations: " + maxViolations + " (expected 1 or more)");
    }
  }

  /** Everything is checked, one thread for each processor, up to the first violation. */
  public static VerifyOptions standard() {
    return new VerifyOptions(FileCheck.LENGTHS, Runtime.getRuntime().availableProcessors(), 1);
  }

  /** These options, but looking for up to that many violations. */
  public VerifyOptions withMaxViolations(int count) {
    return new VerifyOptions(fileCheck, threads, count);
  }

  /** These options, but with files asked for or not. */
  public VerifyOptions withFileCheck(FileCheck check) {
    return new VerifyOptions(check, threads, maxViolations);
  }
}
