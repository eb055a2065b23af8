package dev.frazil.tables.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text form of the rows that a commit has replayed, in the envelope of {@link LedgerCodec}:
 *
 * <pre>
 * {"topics":[{"name":"events_views","id":"oHf2xg","partitions":[[0,17,2,-40]]}]}
 * </pre>
 *
 * <p>The first number is the partition. Each that follows and is not negative is an offset, as the
 * distance from the offset after the one before; a negative one says how many offsets follow each
 * other from there. The example is 17 and 20 to 59. Fields that are not known are passed over.
 */
final class ReplayedCodec {

  private ReplayedCodec() {}

  static String encode(List<ReplayedRows> replayed) {
    SortedMap<TopicKey, List<ReplayedRows>> topics = new TreeMap<>();
    for (ReplayedRows rows : replayed) {
      topics.computeIfAbsent(TopicKey.of(rows.key()), t -> new ArrayList<>()).add(rows);
    }
    return SealedText.seal(JsonBody.write(json -> write(json, topics)));
  }

  static List<ReplayedRows> decode(String what, String text) {
    JsonBody body = new JsonBody(what);
    JsonNode root = body.object(SealedText.open(what, text));
    List<ReplayedRows> replayed = new ArrayList<>();
    for (JsonNode node : body.array(root, "topics")) {
      JsonNode topic = body.requireObject(node, "a topic");
      TopicKey key = body.topicKey(topic);
      for (JsonNode partition : body.array(topic, "partitions")) {
        replayed.add(rows(body, key, partition));
      }
    }
    return replayed;
  }

  private static void write(JsonGenerator json, SortedMap<TopicKey, List<ReplayedRows>> topics)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("topics");
    for (Map.Entry<TopicKey, List<ReplayedRows>> topic : topics.entrySet()) {
      json.writeStartObject();
      JsonBody.write(json, topic.getKey());
      json.writeArrayFieldStart("partitions");
      for (ReplayedRows rows : topic.getValue()) {
        write(json, rows);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ReplayedRows rows) throws IOException {
    json.writeStartArray();
    json.writeNumber(rows.key().partition());
    long passed = 0;
    for (OffsetRange range : rows.offsets()) {
      json.writeNumber(range.start() - passed);
      if (range.length() > 1) {
        json.writeNumber(-range.length());
      }
      passed = range.end();
    }
    json.writeEndArray();
  }

  private static ReplayedRows rows(JsonBody body, TopicKey topic, JsonNode partition) {
    if (!partition.isArray() || partition.size() < 2) {
      throw body.corrupt("a partition of " + topic.topic() + " is not an array of numbers");
    }
    StreamKey key = topic.stream(body.partition(body.number(partition.get(0), "a partition")));
    List<OffsetRange> offsets = new ArrayList<>();
    try {
      for (int i = 1; i < partition.size(); i++) {
        add(body.number(partition.get(i), key.toString()), offsets);
      }
      return new ReplayedRows(key, offsets);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw body.corrupt(key + ": " + e.getMessage());
    }
  }

  private static void add(long number, List<OffsetRange> offsets) {
    int last = offsets.size() - 1;
    if (number >= 0) {
      long start = last < 0 ? number : Math.addExact(offsets.get(last).end(), number);
      offsets.add(new OffsetRange(start, Math.addExact(start, 1)));
    } else if (last < 0 || offsets.get(last).length() > 1) {
      throw new IllegalArgumentException(number + " follows no offset");
    } else {
      long start = offsets.get(last).start();
      offsets.set(last, new OffsetRange(start, Math.subtractExact(start, number)));
    }
  }
}
