package io.apicurio.registry.rest.client.models;

/** Stands for what Apicurio's client, version 3, throws: the answer's status, and its name. */
public final class TestingProblem extends RuntimeException {
  private final int status;
  private final String name;

  public TestingProblem(int status, String name) {
    super(name);
    this.status = status;
    this.name = name;
  }

  public int getResponseStatusCode() {
    return status;
  }

  public String getName() {
    return name;
  }
}
