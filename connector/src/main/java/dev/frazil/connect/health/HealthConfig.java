package dev.frazil.connect.health;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * What the configuration of a worker says about {@code GET /health}.
 *
 * @param host the name or address to listen on
 * @param port 0 for any that is free
 * @param unwritten how long nothing may be written although there is something to write
 */
record HealthConfig(String host, int port, Duration unwritten) {
  static final String HOST = "frazil.health.host";
  static final String PORT = "frazil.health.port";
  static final String UNWRITTEN = "frazil.health.unwritten-ms";

  private static final int GREATEST_PORT = 65_535;
  private static final long LEAST_UNWRITTEN_MS = 1_000;

  static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              HOST,
              ConfigDef.Type.STRING,
              "127.0.0.1",
              new ConfigDef.NonEmptyString(),
              ConfigDef.Importance.MEDIUM,
              "Name or address that GET /health is answered on; 0.0.0.0 for all of this machine."
                  + " There is no authentication.")
          .define(
              PORT,
              ConfigDef.Type.INT,
              8084,
              ConfigDef.Range.between(0, GREATEST_PORT),
              ConfigDef.Importance.HIGH,
              "Its port, which no other program of this machine uses; 0 for any that is free, which"
                  + " the worker's log tells.")
          .define(
              UNWRITTEN,
              ConfigDef.Type.LONG,
              60_000L,
              ConfigDef.Range.atLeast(LEAST_UNWRITTEN_MS),
              ConfigDef.Importance.MEDIUM,
              "Milliseconds that a task may have something to write and commit nothing, before it"
                  + " is unhealthy. For a connector that commits less often than that, twice its"
                  + " commit interval counts.");

  /**
   * Reads it.
   *
   * @throws ConfigException when a value cannot be used
   */
  static HealthConfig of(Map<String, ?> worker) {
    AbstractConfig config = new AbstractConfig(DEFINITION, worker, false);
    return new HealthConfig(
        config.getString(HOST), config.getInt(PORT), Duration.ofMillis(config.getLong(UNWRITTEN)));
  }
}
