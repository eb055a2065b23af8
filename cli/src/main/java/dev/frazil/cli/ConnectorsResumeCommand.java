package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import picocli.CommandLine.Command;

/** Resumes connectors. */
@Command(name = "resume", description = "Let paused or stopped connectors go on where they were.")
final class ConnectorsResumeCommand extends ConnectorVerb {

  @Override
  void act(ConnectRest connect, String name) {
    connect.resume(name);
  }

  @Override
  String done() {
    return "Resumed";
  }
}
