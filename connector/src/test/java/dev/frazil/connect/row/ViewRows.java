package dev.frazil.connect.row;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** View events as the benchmark of the design has them, straight in the slots of a row. */
public final class ViewRows {
  /** The columns of {@code silver.events_views} with the Kafka columns behind them. */
  public static final Schema SCHEMA =
      new Schema(
          NestedField.required(1, "event_id", Types.StringType.get()),
          NestedField.required(2, "event_ts", Types.TimestampType.withZone()),
          NestedField.required(3, "user_id", Types.LongType.get()),
          NestedField.required(4, "movie_id", Types.LongType.get()),
          NestedField.optional(5, "session_id", Types.StringType.get()),
          NestedField.optional(6, "device_type", Types.StringType.get()),
          NestedField.optional(7, "page_url", Types.StringType.get()),
          NestedField.optional(8, "_kafka_topic_id", Types.StringType.get()),
          NestedField.optional(9, "_kafka_topic", Types.StringType.get()),
          NestedField.optional(10, "_kafka_partition", Types.IntegerType.get()),
          NestedField.optional(11, "_kafka_offset", Types.LongType.get()));

  private static final String[] DEVICES = {"mobile", "desktop", "tablet", "tv"};
  private static final long START = 1_761_393_600_000_000L;

  private final byte[][] texts;
  private final long[] numbers;

  private ViewRows(byte[][] texts, long[] numbers) {
    this.texts = texts;
    this.numbers = numbers;
  }

  /** So many different events, the same for the same seed. */
  public static ViewRows of(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[][] texts = new byte[count][];
    long[] numbers = new long[3 * count];
    for (int i = 0; i < count; i++) {
      String ids = uuid(random).toString() + uuid(random);
      texts[i] = (ids + DEVICES[random.nextInt(4)]).getBytes(StandardCharsets.US_ASCII);
      numbers[3 * i] = START + i * 1_000L + random.nextInt(1_000_000);
      numbers[3 * i + 1] = random.nextInt(1_000_000);
      numbers[3 * i + 2] = random.nextInt(20_000);
    }
    return new ViewRows(texts, numbers);
  }

  private static UUID uuid(SplittableRandom random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  public int size() {
    return texts.length;
  }

  /** Fills the row with the event of that number. */
  public void fill(int index, Row row) {
    byte[] text = texts[index];
    row.setUtf8(0, text, 0, 36);
    row.setLong(1, numbers[3 * index]);
    row.setLong(2, numbers[3 * index + 1]);
    row.setLong(3, numbers[3 * index + 2]);
    row.setUtf8(4, text, 36, 36);
    row.setUtf8(5, text, 72, text.length - 72);
    row.setNull(6);
  }

  /** The event of that number as it comes from Kafka. */
  public byte[] json(int index) {
    String text = new String(texts[index], StandardCharsets.US_ASCII);
    String json =
        "{\"event_id\":\""
            + text.substring(0, 36)
            + "\",\"event_type\":\"view\",\"event_ts\":\""
            + Instant.EPOCH.plus(numbers[3 * index], ChronoUnit.MICROS)
            + "\",\"user_id\":"
            + numbers[3 * index + 1]
            + ",\"movie_id\":"
            + numbers[3 * index + 2]
            + ",\"session_id\":\""
            + text.substring(36, 72)
            + "\",\"device_type\":\""
            + text.substring(72)
            + "\"}";
    return json.getBytes(StandardCharsets.US_ASCII);
  }
}
