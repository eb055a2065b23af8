package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frazil.local.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docker-compose.yml against config/ and .env.example; no engine is needed. */
class ComposeFileTest {
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)[^}]*}");
  private static final Pattern CREATE =
      Pattern.compile("(?m)^create (\\S+) (\\d+)((?: --config \\S+)*)$");

  private static final Pattern CONFIG = Pattern.compile("--config ([^=]+)=(\\S+)");

  private final JsonNode compose = Repository.yaml("docker-compose.yml");
  private final JsonNode services = compose.path("services");

  @Test
  void hasThePartsOfTheStack() {
    assertThat(services.properties().stream().map(entry -> entry.getKey()))
        .containsExactlyInAnyOrder("kafka", "topics", "objects", "bucket", "catalog", "connect");
  }

  @Test
  void everyImageHasAVersion() {
    for (JsonNode service : services) {
      assertThat(service.path("image").asText()).matches(".+:[0-9][0-9.]*");
    }
  }

  @Test
  void portsAreBoundToLoopback() {
    for (JsonNode service : services) {
      for (JsonNode port : service.path("ports")) {
        assertThat(port.asText()).startsWith("127.0.0.1:");
      }
    }
  }

  @Test
  void whatRunsOnHasAHealthCheckAndWhatWaitsWaitsForOne() {
    services
        .properties()
        .forEach(
            entry -> {
              JsonNode service = entry.getValue();
              boolean runsOnce = service.path("restart").asText().equals("no");
              assertThat(service.has("healthcheck")).as(entry.getKey()).isEqualTo(!runsOnce);
              service
                  .path("depends_on")
                  .properties()
                  .forEach(
                      other -> {
                        boolean once =
                            services.path(other.getKey()).path("restart").asText().equals("no");
                        assertThat(other.getValue().path("condition").asText())
                            .isEqualTo(once ? "service_completed_successfully" : "service_healthy");
                      });
            });
  }

  @Test
  void everyVariableIsInTheExample() {
    Set<String> used = new TreeSet<>();
    Matcher matcher = VARIABLE.matcher(Repository.text("docker-compose.yml"));
    while (matcher.find()) {
      if (matcher.group().contains(":?")) {
        used.add(matcher.group(1));
      }
    }
    assertThat(used).isEqualTo(Repository.variables());
  }

  @Test
  void theWorkerGetsEveryVariableFromOutside() {
    JsonNode environment = services.path("connect").path("environment");
    for (String variable : Repository.variables()) {
      assertThat(environment.path(variable).asText()).startsWith("${" + variable + ":?");
    }
  }

  @Test
  void noValueIsASecret() {
    for (String line : Repository.text(".env.example").lines().toList()) {
      if (line.startsWith("FRAZIL_S3_ACCESS_KEY") || line.startsWith("FRAZIL_S3_SECRET_KEY")) {
        assertThat(line).endsWith("=");
      }
    }
  }

  @Test
  void topicsAreThoseOfTheConfiguration() {
    List<TopicSpec> created = new ArrayList<>();
    Matcher matcher = CREATE.matcher(services.path("topics").path("command").get(0).asText());
    while (matcher.find()) {
      Map<String, String> config = new TreeMap<>();
      Matcher option = CONFIG.matcher(matcher.group(3));
      while (option.find()) {
        config.put(option.group(1), option.group(2));
      }
      created.add(new TopicSpec(matcher.group(1), Integer.parseInt(matcher.group(2)), config));
    }
    assertThat(created).containsExactlyElementsOf(TopicSpec.load(Home.topics()));
  }

  @Test
  void theWorkerFindsItsPropertiesItsPluginAndTheContracts() {
    JsonNode connect = services.path("connect");
    String home = connect.path("working_dir").asText();
    List<String> mounts = new ArrayList<>();
    connect.path("volumes").forEach(mount -> mounts.add(mount.asText()));
    String pluginPath =
        Repository.properties("config/worker.properties").getProperty("plugin.path");
    assertThat(mounts)
        .containsExactly(
            "./config:" + home + "/config:ro", "./connector/target/plugin:" + pluginPath + ":ro");
    assertThat(connect.path("command").get(1).asText())
        .isEqualTo(home + "/config/worker.properties");
  }

  @Test
  void addressesOfTheExampleAreThoseOfTheServices() {
    String example = Repository.text(".env.example");
    assertThat(example)
        .contains("FRAZIL_BOOTSTRAP_SERVERS=kafka:19092")
        .contains("FRAZIL_CATALOG_URI=http://catalog:8181")
        .contains("FRAZIL_S3_ENDPOINT=http://objects:8333")
        .contains("FRAZIL_WAREHOUSE=s3://warehouse/");
    JsonNode kafka = services.path("kafka").path("environment");
    assertThat(kafka.path("KAFKA_ADVERTISED_LISTENERS").asText()).contains("INSIDE://kafka:19092");
    assertThat(services.path("bucket").path("command").get(0).asText())
        .contains("s3.bucket.create -name warehouse");
    assertThat(services.path("kafka").path("image"))
        .isEqualTo(services.path("connect").path("image"));
  }

  @Test
  void neitherDoesTheBrokerCreateTopicsByItself() {
    assertThat(
            services
                .path("kafka")
                .path("environment")
                .path("KAFKA_AUTO_CREATE_TOPICS_ENABLE")
                .asText())
        .isEqualTo("false");
  }
}
