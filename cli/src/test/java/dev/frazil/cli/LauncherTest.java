package dev.frazil.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of empty modules, with a Maven and a Java that only say how they were
 * called.
 */
class LauncherTest {
  private static final String MAVEN =
      """
      #!/bin/bash
      echo "mvn $*" >> "$FAKES/calls"
      [[ " $* " == *" -o "* && -f $FAKES/needs-network ]] && { echo "Cannot access central in offline mode"; exit 1; }
      [[ -f $FAKES/interrupted ]] && { kill -INT $PPID; exit 130; }
      [[ -f $FAKES/broken ]] && { echo "COMPILATION ERROR"; exit 1; }
      mkdir -p cli/target chaos/target local/target connector/target/plugin/frazil
      touch cli/target/frazil-cli-1.jar chaos/target/frazil-chaos-1.jar local/target/frazil-local-1.jar connector/target/plugin/frazil/frazil-connector-1.jar
      for part in kafka s3 catalog; do mkdir -p local/parts/$part/target; touch local/parts/$part/target/classpath; done
      printf '/repository/a.jar:/repository/b.jar' > cli/target/classpath
      printf '/repository/a.jar:/repository/c.jar' > chaos/target/classpath
      """;
  private static final String JAVA =
      """
      #!/bin/bash
      [[ $1 == -version ]] && { echo "openjdk version \\"$(cat "$FAKES/java-version")\\" 2025-04-15" >&2; exit 0; }
      echo "java in $PWD: $*"
      for argument; do [[ $argument == @* ]] && cat "${argument#@}"; done
      exit 7
      """;

  private Path directory;
  private Path checkout;
  private Path fakes;

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    directory = temporary;
    checkout = Files.createDirectories(directory.resolve("check out"));
    fakes = Files.createDirectories(directory.resolve("fakes"));
    Files.createDirectories(fakes.resolve("jdk/bin"));
    for (String module :
        List.of("chaos", "cli", "connector", "local", "tables", "transforms", "verify")) {
      Files.createDirectories(checkout.resolve(module).resolve("src/main/java"));
      Files.writeString(checkout.resolve(module).resolve("src/main/java/A.java"), "class A {}");
      Files.createDirectories(checkout.resolve(module).resolve("src/test/java"));
    }
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    executable(checkout.resolve("frazil"), Files.readString(Repository.path("frazil")));
    executable(fakes.resolve("jdk/bin/java"), JAVA);
    executable(fakes.resolve("jdk/bin/javac"), "#!/bin/bash\n");
    executable(fakes.resolve("mvn"), MAVEN);
    Files.writeString(fakes.resolve("java-version"), "17.0.15");
  }

  @Test
  void theFirstCallBuildsAndThenRuns() throws Exception {
    Run run = frazil("status", "--dir", "a b");
    assertThat(run.exitCode).isEqualTo(7);
    assertThat(run.output)
        .contains(
            "Building Frazil (the first time takes minutes; log: "
                + checkout
                + "/.frazil/build/build.log) ...")
        .containsPattern("Built in [0-9]+ s\\.")
        .contains(
            "-Dfrazil.home="
                + checkout
                + " @"
                + checkout
                + "/.frazil/build/arguments dev.frazil.cli.Frazil status --dir a b")
        .contains(
            "-cp \""
                + checkout
                + "/cli/target/frazil-cli-1.jar:/repository/a.jar:/repository/b.jar\"");
    assertThat(calls())
        .containsExactly(
            "mvn -q -B -o -Dquick -DskipTests package -pl"
                + " cli,connector,local/parts/kafka,local/parts/s3,local/parts/catalog -am");
  }

  @Test
  void furtherJarsFollowItsOwn() throws Exception {
    Map<String, String> environment = new HashMap<>(jdk());
    environment.put("FRAZIL_CLASS_PATH", "/my jars/*:more.jar");
    Run run = run(checkout, environment, "./frazil", "status");
    assertThat(run.exitCode).isEqualTo(7);
    assertThat(run.output)
        .endsWith(
            " -cp "
                + checkout
                + "/cli/target/frazil-cli-1.jar:/repository/a.jar:/repository/b.jar"
                + ":/my jars/*:more.jar dev.frazil.cli.Frazil status\n");
  }

  @Test
  void onlyAVerificationIsWorthCompilingWell() throws Exception {
    assertThat(frazil("status").output).contains("-XX:TieredStopAtLevel=1 -Xmx512m ");
    assertThat(frazil("verify", "silver.views").output)
        .contains("-XX:MaxRAMPercentage=50 ")
        .doesNotContain("TieredStopAtLevel")
        .doesNotContain("-Xmx");
  }

  @Test
  void chaosIsBuiltForThoseWhoAskForIt() throws Exception {
    frazil("status");
    Run run = frazil("chaos", "--seed", "7");
    assertThat(run.exitCode).isEqualTo(7);
    assertThat(run.output)
        .contains("/.frazil/build/arguments-chaos dev.frazil.chaos.Chaos --seed 7\n")
        .contains(
            "-cp \""
                + checkout
                + "/chaos/target/frazil-chaos-1.jar:/repository/a.jar:/repository/c.jar\"");
    frazil("chaos");
    frazil("status");
    assertThat(calls())
        .containsExactly(
            "mvn -q -B -o -Dquick -DskipTests package -pl"
                + " cli,connector,local/parts/kafka,local/parts/s3,local/parts/catalog -am",
            "mvn -q -B -o -Dquick -DskipTests package -pl"
                + " chaos,connector,local/parts/kafka,local/parts/s3,local/parts/catalog -am");
  }

  @Test
  void thePeerIsBuiltOnce() throws Exception {
    frazil("chaos", "--peer", "apache");
    assertThat(calls()).hasSize(2);
    assertThat(calls().get(1)).isEqualTo("mvn -q -B -o process-resources -f bench/peer/pom.xml");
    Files.createDirectories(checkout.resolve("bench/peer/target/plugin/iceberg"));
    frazil("chaos", "--peer", "apache");
    assertThat(calls()).hasSize(2);
  }

  @Test
  void theSecondCallRunsAtOnce() throws Exception {
    frazil("status");
    Run second = frazil("status");
    assertThat(second.output).startsWith("java in ").doesNotContain("Building");
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aChangedOrDeletedSourceIsBuiltAndATestIsNot() throws Exception {
    frazil("status");
    later(checkout.resolve("tables/src/test/java"));
    frazil("status");
    assertThat(calls()).hasSize(1);
    later(checkout.resolve("tables/src/main/java/A.java"));
    frazil("status");
    assertThat(calls()).hasSize(2);
  }

  @Test
  void aMissingPluginIsBuilt() throws Exception {
    frazil("status");
    Files.delete(checkout.resolve("connector/target/plugin/frazil/frazil-connector-1.jar"));
    frazil("status");
    assertThat(calls()).hasSize(2);
  }

  @Test
  void itWorksThroughLinksFromAnywhereAndStaysThere() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("check out/frazil"));
    Path second = Files.createSymbolicLink(fakes.resolve("frazil"), link);
    Run run = run(fakes, second.toString(), "up");
    assertThat(run.output)
        .contains("java in " + fakes + ":")
        .contains("-Dfrazil.home=" + checkout + " ");
  }

  @Test
  void withoutWhatItNeedsInTheLocalRepositoryItAsksTheNetwork() throws Exception {
    Files.createFile(fakes.resolve("needs-network"));
    Run run = frazil("up");
    assertThat(run.exitCode).isEqualTo(7);
    assertThat(calls()).hasSize(2);
    assertThat(calls().get(0)).contains(" -o ");
    assertThat(calls().get(1)).doesNotContain(" -o ");
  }

  @Test
  void aBuildThatFailsShowsTheEndOfItsLogAndIsTriedAgain() throws Exception {
    Files.createFile(fakes.resolve("broken"));
    Run run = frazil("up");
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.output)
        .contains("COMPILATION ERROR")
        .endsWith(
            "frazil: Cannot build: Maven failed (all of its output: "
                + checkout
                + "/.frazil/build/build.log)\n");
    assertThat(calls()).hasSize(1);
    Files.delete(fakes.resolve("broken"));
    assertThat(frazil("up").exitCode).isEqualTo(7);
  }

  @Test
  void whoeverWaitsForAnotherBuildSaysSo() throws Exception {
    Path build = Files.createDirectories(checkout.resolve(".frazil/build"));
    Process other =
        new ProcessBuilder(
                "flock", build.resolve("lock").toString(), "sh", "-c", "echo held; read x")
            .start();
    try (BufferedReader held = other.inputReader(UTF_8);
        BufferedWriter release = other.outputWriter(UTF_8)) {
      assertThat(held.readLine()).isEqualTo("held");
      Process waiting = start(checkout, jdk(), "./frazil", "up");
      try (BufferedReader lines = waiting.inputReader(UTF_8)) {
        assertThat(lines.readLine()).isEqualTo("Waiting for another build of this checkout ...");
        release.write("go\n");
        release.flush();
        assertThat(lines.lines()).anyMatch(line -> line.startsWith("java in "));
      }
      assertThat(waiting.waitFor()).isEqualTo(7);
    }
  }

  @Test
  void anInterruptedBuildIsNoFailureOfMavenAndIsDoneAgain() throws Exception {
    Files.createFile(fakes.resolve("interrupted"));
    Run run = frazil("up");
    assertThat(run.exitCode).isEqualTo(130);
    assertThat(run.output).endsWith("build.log) ...\n\nStopped.\n");
    Files.delete(fakes.resolve("interrupted"));
    assertThat(frazil("up").exitCode).isEqualTo(7);
  }

  @Test
  void anOldJavaIsRefused() throws Exception {
    Files.writeString(fakes.resolve("java-version"), "1.8.0_402");
    Run run = frazil("up");
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.output)
        .isEqualTo(
            "frazil: Cannot use "
                + fakes
                + "/jdk/bin/java: it is Java 8 (expected 17 or later; set JAVA_HOME)\n");
    assertThat(fakes.resolve("calls")).doesNotExist();
  }

  @Test
  void aNewJavaGetsTheFlagsThatItAsksFor() throws Exception {
    Files.writeString(fakes.resolve("java-version"), "25");
    assertThat(frazil("up").output).contains("--enable-native-access=ALL-UNNAMED");
    Files.writeString(fakes.resolve("java-version"), "17.0.15");
    Files.delete(checkout.resolve(".frazil/build/java"));
    assertThat(frazil("up").output).doesNotContain("--enable-native-access");
  }

  @Test
  void aRuntimeWithoutCompilerIsRefusedOnlyWhereItMustBuild() throws Exception {
    frazil("up");
    Files.delete(fakes.resolve("jdk/bin/javac"));
    assertThat(frazil("up").exitCode).isEqualTo(7);
    later(checkout.resolve("pom.xml"));
    Run run = frazil("up");
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.output)
        .isEqualTo(
            "frazil: Cannot build: "
                + fakes
                + "/jdk/bin/java belongs to a runtime without a compiler (expected a JDK)\n");
  }

  @Test
  void aWrongJavaHomeIsNamed() throws Exception {
    Run run = run(checkout, Map.of("JAVA_HOME", "/nowhere"), "./frazil", "up");
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.output)
        .isEqualTo(
            "frazil: Cannot run java: JAVA_HOME is /nowhere, and there is no bin/java in it\n");
  }

  private Run frazil(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("./frazil"));
    command.addAll(List.of(args));
    return run(checkout, command.toArray(String[]::new));
  }

  private Run run(Path workingDirectory, String... command) throws Exception {
    return run(workingDirectory, jdk(), command);
  }

  private Run run(Path workingDirectory, Map<String, String> environment, String... command)
      throws Exception {
    Process process = start(workingDirectory, environment, command);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }

  private Process start(Path workingDirectory, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
    builder.environment().put("PATH", fakes + ":" + System.getenv("PATH"));
    builder.environment().put("FAKES", fakes.toString());
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).start();
  }

  private Map<String, String> jdk() {
    return Map.of("JAVA_HOME", fakes.resolve("jdk").toString());
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(fakes.resolve("calls"));
  }

  private static void later(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(60)));
  }

  private static void executable(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Run(int exitCode, String output) {}
}
