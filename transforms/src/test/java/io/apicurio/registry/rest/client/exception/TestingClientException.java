package io.apicurio.registry.rest.client.exception;

import org.jspecify.annotations.Nullable;

/** Stands for what Apicurio's client, version 2, throws: its package, and the error in it. */
public final class TestingClientException extends RuntimeException {
  private final @Nullable TestingError error;

  public TestingClientException(@Nullable String message, @Nullable TestingError error) {
    super(message);
    this.error = error;
  }

  public @Nullable TestingError getError() {
    return error;
  }

  /** What the registry answered; without a code where the client made it. */
  public static final class TestingError {
    private final @Nullable Integer code;
    private final String name;

    public TestingError(@Nullable Integer code, String name) {
      this.code = code;
      this.name = name;
    }

    public @Nullable Integer getErrorCode() {
      return code;
    }

    public String getName() {
      return name;
    }
  }
}
