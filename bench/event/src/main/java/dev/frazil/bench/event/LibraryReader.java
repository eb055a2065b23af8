package dev.frazil.bench.event;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads a view event as people do it who have libraries: a tree, a validator, typed values. */
final class LibraryReader {
  private final ObjectMapper mapper = new ObjectMapper();
  private final Schema schema;

  LibraryReader(String contract) {
    this.schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder ->
                    builder.schemaRegistryConfig(
                        com.networknt.schema.SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()))
            .getSchema(contract);
  }

  /** A view event in types. */
  record View(
      String eventId, Instant at, long userId, long movieId, String sessionId, String device) {}

  JsonNode tree(byte[] event) {
    return mapper.readTree(event);
  }

  /** Throws {@link IllegalArgumentException} for an event that is not valid. */
  View read(byte[] event) {
    JsonNode tree = mapper.readTree(event);
    if (!schema.validate(tree).isEmpty()) {
      throw new IllegalArgumentException("Cannot read event: it is not valid");
    }
    return new View(
        UUID.fromString(tree.get("event_id").asString()).toString(),
        OffsetDateTime.parse(tree.get("event_ts").asString()).toInstant(),
        tree.get("user_id").asLong(),
        tree.get("movie_id").asLong(),
        tree.get("session_id").asString(),
        tree.get("device_type").asString());
  }
}
