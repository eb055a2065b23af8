package dev.frazil.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the command on the stack's catalog, in a process of its own, as users run it.
 *
 * @param exitCode of the process
 * @param output what it wrote, to both streams
 */
record FrazilProcess(int exitCode, String output) {

  static FrazilProcess run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dfrazil.home=" + Path.of("target").toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.frazil.cli.Frazil");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--catalog-config", catalog().toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new FrazilProcess(process.waitFor(), output);
  }

  private static Path catalog() throws IOException {
    Path file = Path.of("target", "catalog-" + ProcessHandle.current().pid() + ".properties");
    List<String> lines = new ArrayList<>();
    Stack.local()
        .endpoints()
        .catalogProperties()
        .forEach((key, value) -> lines.add(key + "=" + value));
    return Files.write(file, lines);
  }
}
