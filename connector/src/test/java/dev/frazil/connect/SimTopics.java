package dev.frazil.connect;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.broker.GroupOffset;
import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;

/** The broker's logs, and the truth about each record that was ever in one. */
final class SimTopics {
  static final Schema EVENT =
      SchemaBuilder.struct()
          .name("event")
          .field("id", Schema.INT64_SCHEMA)
          .field("route", Schema.STRING_SCHEMA)
          .build();

  /** More bytes than a dead letter may have on the topic. */
  static final String LARGE = "x".repeat(SimTask.DEAD_LETTER_LIMIT);

  private static final Rejection MARK = new Rejection(RejectReason.WRONG_TYPE, "$.id", "not one");

  private final SimAgenda agenda;
  private final Map<TopicPartition, SimLog> logs = new LinkedHashMap<>();
  private final Map<String, SimLog> logsById = new HashMap<>();
  private final List<SimRecord> records = new ArrayList<>();
  private int recreations;

  SimTopics(SimAgenda agenda) {
    this.agenda = agenda;
  }

  /** What can become of a record. */
  enum Kind {
    ROW,
    BAD,
    MARKED,
    TOMBSTONE,
    /** Bad, and larger than the dead-letter topic takes. */
    TOO_LARGE
  }

  void create(TopicPartition name) {
    put(new SimLog(name, name.topic() + "-0"));
  }

  /** Deletes a topic and makes it again. */
  void recreate(String topic) {
    recreations++;
    for (TopicPartition name : List.copyOf(logs.keySet())) {
      if (name.topic().equals(topic)) {
        put(new SimLog(name, topic + "-" + recreations));
      }
    }
  }

  private void put(SimLog log) {
    logs.put(log.name(), log);
    logsById.put(log.topicId() + "/" + log.name().partition(), log);
  }

  SimLog log(TopicPartition name) {
    return Objects.requireNonNull(logs.get(name));
  }

  /** The log of a stream key; where ids are unknown the one that is there now. */
  SimLog log(String topicId, TopicPartition name) {
    return topicId.isEmpty()
        ? log(name)
        : Objects.requireNonNull(logsById.get(topicId + "/" + name.partition()));
  }

  /** Those of topics that are no more, too. */
  Collection<SimLog> allLogs() {
    return logsById.values();
  }

  Collection<SimLog> logs() {
    return logs.values();
  }

  SimRecord record(int number) {
    return records.get(number);
  }

  /** Adds a record that transforms have given this topic, and that leads to these tables. */
  void produce(
      SimPlan plan,
      TopicPartition name,
      String topic,
      List<TableIdentifier> tables,
      Kind kind,
      SimRecord.Fate fate) {
    SimLog log = log(name);
    int number = records.size();
    Struct event = new Struct(EVENT).put("id", (long) number).put("route", plan.route(tables));
    Schema schema =
        switch (kind) {
          case ROW, MARKED -> EVENT;
          case BAD, TOO_LARGE -> Schema.STRING_SCHEMA;
          case TOMBSTONE -> null;
        };
    Object value =
        switch (kind) {
          case ROW, MARKED -> event;
          case BAD -> "text";
          case TOO_LARGE -> LARGE;
          case TOMBSTONE -> null;
        };
    Headers headers = new ConnectHeaders();
    SimRecord record =
        new SimRecord(
            number,
            fate,
            log,
            topic,
            tables,
            plan.recordsChoose(),
            schema,
            value,
            log.end(),
            agenda.nowMs(),
            kind == Kind.MARKED ? RejectMark.mark(headers, MARK) : headers);
    records.add(record);
    log.add(record);
  }

  /** What the broker says to a connector that asks it. */
  SourceTopics answers(SimFaults faults, SimGroup group) {
    return new SourceTopics() {
      @Override
      public String id(String topic) {
        faults.brokerMayFail();
        return log(new TopicPartition(topic, 0)).topicId();
      }

      @Override
      public LogEnds ends(TopicPartition partition) {
        faults.brokerMayFail();
        SimLog log = log(partition);
        return new LogEnds(log.start(), log.end());
      }

      @Override
      public GroupOffset groupOffset(TopicPartition partition) {
        faults.brokerMayFail();
        return group.groupOffset(partition);
      }
    };
  }

  static KafkaException down() {
    return new KafkaException("Cannot ask the broker: it is down");
  }
}
