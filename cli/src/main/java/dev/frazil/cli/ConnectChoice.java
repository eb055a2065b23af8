package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say which Connect a command talks to: a stack's, or any other by its address.
 */
final class ConnectChoice {
  @Option(
      names = "--connect-url",
      paramLabel = "URL",
      description =
          "REST address of a Connect worker, instead of the stack's: http://127.0.0.1:8083")
  private @Nullable String url;

  @Mixin private final StackChoice stack = new StackChoice();

  ConnectRest connect() {
    return url == null ? stack.running("kafka", "connect").connect() : ConnectRest.at(url);
  }
}
