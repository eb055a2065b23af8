package dev.frazil.cli;

import dev.frazil.local.ConnectorStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys connectors from files. */
@Command(
    name = "deploy",
    description =
        "Create connectors, or change them, from JSON files of the form {\"name\": ..., \"config\":"
            + " {...}}.",
    footer = {
      "",
      "Every file is validated by Connect before any is deployed; errors are listed by key. A"
          + " secret must be a reference such as $${env:FRAZIL_S3_SECRET_KEY}: one written in clear"
          + " never leaves this machine, unless the file sets",
      "iceberg.allow-literal-secrets to true.",
      "",
      "Examples:",
      "  ./frazil connectors deploy",
      "  ./frazil connectors deploy --set iceberg.commit.interval-ms=2000",
      "  ./frazil connectors deploy --dry-run my-connector.json"
    })
final class ConnectorsDeployCommand extends Subcommand implements Runnable {
  @Mixin private final ConnectChoice choice = new ConnectChoice();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Default: config/connectors/movies.json")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a key otherwise than the files do. May be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(names = "--dry-run", description = "Validate only.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long to wait until all tasks run; 0 does not wait. Default: ${DEFAULT-VALUE}")
  private int waitSeconds;

  @Override
  public void run() {
    if (waitSeconds < 0) {
      throw wrongUsage("Invalid wait: " + waitSeconds + " s (expected 0 or more)");
    }
    Screen screen = screen();
    List<ConnectorFile> connectors = new ArrayList<>();
    for (Path file : files.isEmpty() ? List.of(Home.movieConnector()) : files) {
      connectors.add(ConnectorFile.read(file).with(overrides));
    }
    Deployment deployment = new Deployment(choice.connect());
    connectors.forEach(deployment::requireValid);
    for (ConnectorFile connector : connectors) {
      if (dryRun) {
        screen.line(connector.name() + " is valid.");
      } else {
        deploy(connector, deployment, screen);
      }
    }
  }

  private void deploy(ConnectorFile connector, Deployment deployment, Screen screen) {
    deployment.apply(connector);
    if (waitSeconds == 0) {
      screen.line("Deployed " + connector.name() + ".");
      return;
    }
    screen.status("Waiting for the tasks of " + connector.name() + " ...");
    ConnectorStatus status = deployment.awaitRunning(connector, Duration.ofSeconds(waitSeconds));
    int tasks = status.tasks().size();
    screen.line(
        "Deployed "
            + connector.name()
            + ": "
            + (tasks == 1 ? "1 task runs." : tasks + " tasks run."));
  }
}
