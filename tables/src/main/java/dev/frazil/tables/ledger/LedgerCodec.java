package dev.frazil.tables.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text form of a {@link Ledger} in a snapshot's summary.
 *
 * <pre>
 * 1:c07f011a:{"topics":[
 *   {"name":"events_views","id":"oHf2xg","partitions":[
 *     [0,0,1200,1763650000000],
 *     [1,5,900,-1,{"gaps":[[7,9]]}]]}]}
 * </pre>
 *
 * (on one line, without spaces). First the major version, then the CRC-32C of the rest as eight hex
 * digits, then a JSON object in ASCII:
 *
 * <ul>
 *   <li>{@code topics}: one object per topic, sorted by name and id. {@code name} is the name of
 *       the topic, {@code id} its id, absent if unknown.
 *   <li>{@code partitions}: one array per partition, ascending: number of the partition, base, end,
 *       greatest record timestamp (milliseconds since the epoch, -1 if there is none) and, only if
 *       it has something to say, an object of named fields.
 *   <li>{@code gaps} in that object: arrays of start and end (exclusive), ascending, not touching.
 * </ul>
 *
 * <p>Later versions may add named fields to any of the three kinds of objects, never elements to
 * the arrays; readers keep the fields that they do not know and write them again. A change that old
 * readers must not pass over raises the major version, and they refuse it. The same ledger always
 * has the same text, and a partition that did not move keeps its part of it.
 */
public final class LedgerCodec {

  private static final Set<String> ROOT_FIELDS = Set.of("topics");
  private static final Set<String> TOPIC_FIELDS = Set.of("name", "id", "partitions");
  private static final Set<String> ENTRY_FIELDS = Set.of("gaps");
  private static final int ENTRY_NUMBERS = 4;
  private static final JsonBody BODY = new JsonBody("ledger");

  private LedgerCodec() {}

  /** The text of {@code ledger}. */
  public static String encode(Ledger ledger) {
    return SealedText.seal(JsonBody.write(json -> writeLedger(json, ledger)));
  }

  /**
   * The ledger that {@code text} stands for.
   *
   * @throws CorruptLedgerException if the text is malformed, damaged, or of a newer major version
   */
  public static Ledger decode(String text) {
    JsonNode root = BODY.object(SealedText.open("ledger", text));
    SortedMap<StreamKey, LedgerEntry> entries = new TreeMap<>();
    SortedMap<TopicKey, UnknownFields> unknownByTopic = new TreeMap<>();
    for (JsonNode node : BODY.array(root, "topics")) {
      JsonNode topic = BODY.requireObject(node, "a topic");
      TopicKey key = BODY.topicKey(topic);
      readPartitions(topic, key, entries);
      UnknownFields unknown = BODY.unknown(topic, TOPIC_FIELDS);
      if (!unknown.isEmpty() && unknownByTopic.put(key, unknown) != null) {
        throw BODY.corrupt("topic " + key.topic() + " is there twice");
      }
    }
    return new Ledger(entries, unknownByTopic, BODY.unknown(root, ROOT_FIELDS));
  }

  private static void writeLedger(JsonGenerator json, Ledger ledger) throws IOException {
    SortedMap<TopicKey, SortedMap<StreamKey, LedgerEntry>> topics = new TreeMap<>();
    ledger.unknownByTopic().keySet().forEach(topic -> topics.put(topic, new TreeMap<>()));
    ledger
        .entries()
        .forEach(
            (key, entry) ->
                topics.computeIfAbsent(TopicKey.of(key), t -> new TreeMap<>()).put(key, entry));
    json.writeStartObject();
    json.writeArrayFieldStart("topics");
    for (Map.Entry<TopicKey, SortedMap<StreamKey, LedgerEntry>> topic : topics.entrySet()) {
      writeTopic(json, topic.getKey(), topic.getValue(), ledger);
    }
    json.writeEndArray();
    JsonBody.write(json, ledger.unknown());
    json.writeEndObject();
  }

  private static void writeTopic(
      JsonGenerator json, TopicKey topic, Map<StreamKey, LedgerEntry> entries, Ledger ledger)
      throws IOException {
    json.writeStartObject();
    JsonBody.write(json, topic);
    json.writeArrayFieldStart("partitions");
    for (Map.Entry<StreamKey, LedgerEntry> entry : entries.entrySet()) {
      writeEntry(json, entry.getKey().partition(), entry.getValue());
    }
    json.writeEndArray();
    JsonBody.write(json, ledger.unknownByTopic().getOrDefault(topic, UnknownFields.NONE));
    json.writeEndObject();
  }

  private static void writeEntry(JsonGenerator json, int partition, LedgerEntry entry)
      throws IOException {
    json.writeStartArray();
    json.writeNumber(partition);
    json.writeNumber(entry.base());
    json.writeNumber(entry.end());
    json.writeNumber(entry.maxTimestamp());
    if (!entry.gaps().isEmpty() || !entry.unknown().isEmpty()) {
      json.writeStartObject();
      writeGaps(json, entry.gaps());
      JsonBody.write(json, entry.unknown());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeGaps(JsonGenerator json, List<OffsetRange> gaps) throws IOException {
    if (gaps.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("gaps");
    for (OffsetRange gap : gaps) {
      json.writeArray(new long[] {gap.start(), gap.end()}, 0, 2);
    }
    json.writeEndArray();
  }

  private static void readPartitions(
      JsonNode topic, TopicKey topicKey, SortedMap<StreamKey, LedgerEntry> entries) {
    for (JsonNode node : BODY.array(topic, "partitions")) {
      if (!node.isArray() || node.isEmpty()) {
        throw BODY.corrupt("a partition of " + topicKey.topic() + " is not an array of numbers");
      }
      int partition = BODY.partition(BODY.number(node.get(0), "a partition"));
      StreamKey key = topicKey.stream(partition);
      if (entries.put(key, readEntry(key, node)) != null) {
        throw BODY.corrupt("partition " + key + " is there twice");
      }
    }
  }

  private static LedgerEntry readEntry(StreamKey key, JsonNode node) {
    int size = node.size();
    if (size < ENTRY_NUMBERS || size > ENTRY_NUMBERS + 1) {
      throw BODY.corrupt(key + " has " + size + " elements (expected 4 or 5)");
    }
    long base = BODY.number(node.get(1), key.toString());
    long end = BODY.number(node.get(2), key.toString());
    long maxTimestamp = BODY.number(node.get(3), key.toString());
    if (size == ENTRY_NUMBERS) {
      return entry(key, base, end, maxTimestamp, new long[0][], UnknownFields.NONE);
    }
    JsonNode named = BODY.requireObject(node.get(ENTRY_NUMBERS), "the last element of " + key);
    UnknownFields unknown = BODY.unknown(named, ENTRY_FIELDS);
    return entry(key, base, end, maxTimestamp, readGaps(named), unknown);
  }

  private static long[][] readGaps(JsonNode named) {
    if (!named.has("gaps")) {
      return new long[0][];
    }
    JsonNode nodes = BODY.array(named, "gaps");
    long[][] gaps = new long[nodes.size()][];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = BODY.numbers(nodes.get(i), 2, "a gap");
    }
    return gaps;
  }

  private static LedgerEntry entry(
      StreamKey key, long base, long end, long time, long[][] bounds, UnknownFields unknown) {
    try {
      List<OffsetRange> gaps = new ArrayList<>();
      for (long[] bound : bounds) {
        gaps.add(new OffsetRange(bound[0], bound[1]));
      }
      return new LedgerEntry(base, end, time, gaps, unknown);
    } catch (IllegalArgumentException e) {
      throw BODY.corrupt(key + ": " + e.getMessage());
    }
  }
}
