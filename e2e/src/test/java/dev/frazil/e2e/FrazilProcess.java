package dev.frazil.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    return run(List.of("--catalog-config", catalog().toString()), arguments);
  }

  /** The same by a connector's file; the environment has what it refers to. */
  static FrazilProcess runFor(ShippedConnector connector, String... arguments)
      throws IOException, InterruptedException {
    Path file = Path.of("target", connector.name() + ".json");
    ObjectNode document = new ObjectMapper().createObjectNode();
    document.put("name", connector.name());
    connector.config().forEach(document.putObject("config")::put);
    Files.writeString(file, document.toString());
    return run(List.of("--connector", file.toString()), arguments);
  }

  private static FrazilProcess run(List<String> choice, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.add("-Dfrazil.home=" + Path.of("target").toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.frazil.cli.Frazil");
    command.addAll(List.of(arguments));
    command.addAll(choice);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Stack.local().endpoints().environment());
    Process process = builder.start();
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
