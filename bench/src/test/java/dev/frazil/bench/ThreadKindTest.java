package dev.frazil.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreadKindTest {
  @ParameterizedTest
  @CsvSource({
    "task-thread-fra,TASK",
    "task-thread-frazil-1-0,TASK",
    "GC Thread#1,COLLECTOR",
    "G1 Conc#0,COLLECTOR",
    "G1 Refine#0,COLLECTOR",
    "G1 Young RemSet,COLLECTOR",
    "ParGC Thread#0,COLLECTOR",
    "VM Thread,COLLECTOR",
    "C1 CompilerThre,COMPILER",
    "C2 CompilerThre,COMPILER",
    "frazil-commit,OTHER",
    "VM Periodic Tas,OTHER",
    "qtp123-45,OTHER"
  })
  void tellsWhatAThreadIsForByItsName(String name, ThreadKind kind) {
    assertThat(ThreadKind.of(name)).isEqualTo(kind);
  }
}
