package io.apicurio.registry.rest.client.exception;

/** Stands for the exceptions of a registry's client, which are told by their package. */
public final class TestingClientException extends RuntimeException {
  public TestingClientException(String message) {
    super(message);
  }
}
