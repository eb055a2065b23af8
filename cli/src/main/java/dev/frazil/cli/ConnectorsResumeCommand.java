package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import picocli.CommandLine.Command;

/** Resumes connectors. */
@Command(
    name = "resume",
    description = "Let paused or stopped connectors go on where they were.",
    footer = {"", "Example:", "  ./frazil connectors resume movies"})
final class ConnectorsResumeCommand extends ConnectorVerb {
  ConnectorsResumeCommand() {
    super(ConnectRest::resume, "Resumed");
  }
}
