package dev.frazil.cli;

import dev.frazil.local.TopicSpec;
import dev.frazil.local.Topics;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates declared topics. */
@Command(
    name = "create",
    description =
        "Create the topics that a file declares; those that exist already stay as they are.",
    footer = {
      "",
      "Examples:",
      "  ./frazil topics create",
      "  ./frazil topics create --bootstrap-servers broker:9092 --file my-topics.json"
    })
final class TopicsCreateCommand extends Subcommand implements Runnable {
  @Mixin private final BrokerChoice choice = new BrokerChoice();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Default: config/topics.json, the movie topics and their dead letters.")
  private @Nullable Path file;

  @Override
  public void run() {
    Screen screen = screen();
    List<TopicSpec> declared = TopicSpec.load(file == null ? Home.topics() : file);
    try (Topics topics = Topics.at(choice.bootstrapServers())) {
      List<String> created = topics.create(declared);
      for (TopicSpec topic : declared) {
        screen.line(
            "%s %s (%d partitions)"
                .formatted(
                    created.contains(topic.name()) ? "Created" : "Kept",
                    topic.name(),
                    topic.partitions()));
      }
    }
  }
}
