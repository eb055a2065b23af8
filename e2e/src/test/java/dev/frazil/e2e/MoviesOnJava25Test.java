package dev.frazil.e2e;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The same with the worker on Java 25. */
@Tag("engines")
class MoviesOnJava25Test extends MoviesTest {
  @BeforeAll
  static void runWorkerOnJava25() {
    Stack.useEngines();
  }
}
