package io.apicurio.registry.rest.client.exception;

/** Stands for what Apicurio's client, version 2, throws when its registry says so. */
public final class ContentNotFoundException extends RuntimeException {
  public ContentNotFoundException(String message) {
    super(message);
  }
}
