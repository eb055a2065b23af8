package dev.frazil.connect.replay;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What a Connect worker does with a record before the sink gets it: converters, header converter,
 * and transforms with their predicates. The classes come from the class path.
 *
 * <p>One thread uses it. Nothing is tried twice: {@code errors.retry.*} is the worker's.
 */
public final class RecordChain implements AutoCloseable {
  private final RecordConverters converters;
  private final List<TransformStage> stages;
  private final OpenPlugins plugins;

  private RecordChain(
      RecordConverters converters, List<TransformStage> stages, OpenPlugins plugins) {
    this.converters = converters;
    this.stages = stages;
    this.plugins = plugins;
  }

  /**
   * The chain of a connector. A converter that its configuration does not name is an error, as the
   * worker's default is not known here, except for {@code header.converter}: Connect's own default
   * is taken.
   *
   * @param config the connector's configuration; references are resolved
   * @throws ConfigException when a class is not named or not found, or does not take its settings
   */
  public static RecordChain of(Map<String, String> config) {
    ChainConfig read = new ChainConfig(config);
    OpenPlugins plugins = new OpenPlugins();
    try {
      RecordConverters converters = RecordConverters.of(read, plugins);
      List<TransformStage> stages =
          read.names("transforms").stream()
              .map(name -> TransformStage.of(name, read, plugins))
              .toList();
      return new RecordChain(converters, stages, plugins);
    } catch (RuntimeException e) {
      plugins.close();
      throw e;
    }
  }

  /**
   * What becomes of a record. Whatever a converter or a transform throws is an outcome, a class
   * that is missing and a stack that overflows included.
   *
   * @param record as it was read from its topic; key and value may be null
   */
  public Passed pass(ConsumerRecord<byte[], byte[]> record) {
    Passed passed = converters.convert(record);
    for (TransformStage stage : stages) {
      if (!(passed instanceof Passed.Delivered delivered)) {
        return passed;
      }
      passed = stage.apply(delivered.record());
    }
    return passed instanceof Passed.Delivered delivered
        ? new Passed.Delivered(withOrigin(delivered.record(), record))
        : passed;
  }

  /** Closes transforms, predicates and converters. */
  @Override
  public void close() {
    plugins.close();
  }

  /** The worker says where a record came from, whatever the transforms made of that. */
  private static SinkRecord withOrigin(SinkRecord record, ConsumerRecord<byte[], byte[]> origin) {
    return new SinkRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.kafkaOffset(),
        record.timestamp(),
        record.timestampType(),
        record.headers(),
        origin.topic(),
        origin.partition(),
        origin.offset());
  }
}
