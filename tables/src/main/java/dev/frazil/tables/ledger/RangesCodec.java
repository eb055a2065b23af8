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
 * The text form of the ranges that a commit has added, in the envelope of {@link LedgerCodec}:
 *
 * <pre>
 * {"topics":[{"name":"events_views","id":"oHf2xg","ranges":[[0,100,120,20,18,1,0,0,1]]}]}
 * </pre>
 *
 * <p>The numbers of a range are the partition, start, end (exclusive), and the counts of records
 * delivered, written as rows, dead letters, duplicates, dropped late, and routed elsewhere. Fields
 * that are not known are passed over.
 */
final class RangesCodec {

  private static final int NUMBERS = 9;

  private RangesCodec() {}

  static String encode(List<AddedRange> ranges) {
    SortedMap<TopicKey, List<AddedRange>> topics = new TreeMap<>();
    for (AddedRange range : ranges) {
      topics.computeIfAbsent(TopicKey.of(range.key()), t -> new ArrayList<>()).add(range);
    }
    return SealedText.seal(JsonBody.write(json -> write(json, topics)));
  }

  static List<AddedRange> decode(String what, String text) {
    JsonBody body = new JsonBody(what);
    JsonNode root = body.object(SealedText.open(what, text));
    List<AddedRange> ranges = new ArrayList<>();
    for (JsonNode node : body.array(root, "topics")) {
      JsonNode topic = body.requireObject(node, "a topic");
      TopicKey key = body.topicKey(topic);
      for (JsonNode range : body.array(topic, "ranges")) {
        ranges.add(added(body, key, body.numbers(range, NUMBERS, "a range")));
      }
    }
    return ranges;
  }

  private static void write(JsonGenerator json, SortedMap<TopicKey, List<AddedRange>> topics)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("topics");
    for (Map.Entry<TopicKey, List<AddedRange>> topic : topics.entrySet()) {
      json.writeStartObject();
      JsonBody.write(json, topic.getKey());
      json.writeArrayFieldStart("ranges");
      for (AddedRange added : topic.getValue()) {
        json.writeArray(numbers(added), 0, NUMBERS);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static long[] numbers(AddedRange added) {
    RangeCounts counts = added.counts();
    return new long[] {
      added.key().partition(),
      added.range().start(),
      added.range().end(),
      counts.delivered(),
      counts.rows(),
      counts.deadLetters(),
      counts.duplicates(),
      counts.lateDropped(),
      counts.elsewhere()
    };
  }

  private static AddedRange added(JsonBody body, TopicKey topic, long[] numbers) {
    try {
      return new AddedRange(
          topic.stream(body.partition(numbers[0])),
          new OffsetRange(numbers[1], numbers[2]),
          new RangeCounts(numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8]));
    } catch (IllegalArgumentException e) {
      throw body.corrupt(topic.topic() + ": " + e.getMessage());
    }
  }
}
