package dev.frazil.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Java program to run as a process of its own. */
record Launch(
    Path javaHome,
    int heapMegabytes,
    List<String> jvmArguments,
    String classPath,
    String mainClass,
    List<String> arguments,
    Map<String, String> environment,
    Path workingDirectory) {
  Launch {
    if (!Files.isExecutable(javaHome.resolve("bin/java"))) {
      throw new LocalStackException("Invalid JDK: " + javaHome + " (expected bin/java in it)");
    }
    jvmArguments = List.copyOf(jvmArguments);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** The JDK that runs this program. */
  static Path ownJavaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(jvmArguments);
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
