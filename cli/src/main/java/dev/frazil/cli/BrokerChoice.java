package dev.frazil.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which Kafka a command talks to: a stack's, or any other by its address. */
final class BrokerChoice {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, comma-separated, instead of the stack's.")
  private @Nullable String servers;

  @Mixin private final StackChoice stack = new StackChoice();

  String bootstrapServers() {
    return servers == null ? stack.running("kafka").endpoints().bootstrapServers() : servers;
  }
}
