package dev.frazil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void workerOptionsAddUp() {
    WorkerOptions options =
        WorkerOptions.defaults()
            .withHeapMegabytes(256)
            .withJavaHome(Path.of("jdk"))
            .withPluginPath(Path.of("plugins"))
            .withJvmArguments("-XX:+UseParallelGC")
            .withProperty("a", "1")
            .withProperty("b", "2")
            .withEnvironment("FRAZIL_X", "y");
    assertThat(options.heapMegabytes()).isEqualTo(256);
    assertThat(options.javaHome()).contains(Path.of("jdk"));
    assertThat(options.pluginPath()).contains(Path.of("plugins"));
    assertThat(options.jvmArguments()).containsExactly("-XX:+UseParallelGC");
    assertThat(options.properties()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(options.environment()).isEqualTo(Map.of("FRAZIL_X", "y"));
  }

  @Test
  void aHeapThatCannotWorkIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkerOptions.defaults().withHeapMegabytes(63))
        .withMessage("Invalid heap: 63 MiB (expected at least 64)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrokerOptions.defaults().withHeapMegabytes(0))
        .withMessage("Invalid heap: 0 MiB (expected at least 64)");
  }

  @Test
  void aJdkWithoutJavaIsRefused() {
    Assertions.assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(
            () ->
                new Launch(
                    Path.of("/nowhere"), 64, List.of(), "", "M", List.of(), Map.of(), Path.of("")))
        .withMessage("Invalid JDK: /nowhere (expected bin/java in it)");
  }
}
