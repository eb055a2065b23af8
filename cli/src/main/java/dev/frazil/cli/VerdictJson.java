package dev.frazil.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.verify.Certificate;
import dev.frazil.verify.ChainSummary;
import dev.frazil.verify.Notice;
import dev.frazil.verify.Unverifiable;
import dev.frazil.verify.Verdict;
import dev.frazil.verify.Violation;
import dev.frazil.verify.Violations;
import java.util.List;
import java.util.Locale;

/** A verdict for machines; docs/how-to-verify.md describes the fields. */
final class VerdictJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private VerdictJson() {}

  static List<String> lines(Verdict verdict) {
    ObjectNode root = JSON.createObjectNode();
    if (verdict instanceof Certificate certificate) {
      fill(root.put("result", result(certificate)), certificate);
    } else if (verdict instanceof Violations violations) {
      fill(root.put("result", "violated"), violations);
    } else if (verdict instanceof Unverifiable unverifiable) {
      root.put("result", "unverifiable");
      root.put("table", unverifiable.table());
      root.put("reason", unverifiable.reason());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root).lines().toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write JSON: " + e.getMessage(), e);
    }
  }

  private static String result(Certificate certificate) {
    return switch (certificate.rowCheck()) {
      case COMPARED -> "proven";
      case NO_KAFKA_COLUMNS -> "partly-proven";
    };
  }

  private static void fill(ObjectNode root, Certificate certificate) {
    root.put("table", certificate.table());
    root.put("uuid", certificate.uuid().toString());
    root.put("snapshot", certificate.snapshotId());
    ChainSummary chain = certificate.chain();
    root.putObject("chain")
        .put("reach", lower(chain.reach()))
        .put("since-snapshot", chain.sinceSnapshotId())
        .put("since-ms", chain.sinceMillis())
        .put("snapshots", chain.snapshots())
        .put("ranges", chain.ranges())
        .put("rows-added", chain.rowsAdded());
    root.put("partitions", certificate.streams());
    root.put("gaps", certificate.gaps());
    root.put("files", certificate.files());
    root.put("rows", certificate.rows());
    root.put("row-check", lower(certificate.rowCheck()));
    root.put("file-check", lower(certificate.fileCheck()));
    fill(root.putArray("notices"), certificate.notices());
    root.put("seconds", certificate.seconds());
    root.put("rows-per-second", Math.round(certificate.rowsPerSecond()));
  }

  private static void fill(ObjectNode root, Violations violations) {
    root.put("table", violations.table());
    root.put("snapshot", violations.snapshotId());
    ArrayNode all = root.putArray("violations");
    for (Violation violation : violations.violations()) {
      ObjectNode node = all.addObject();
      node.put("kind", violation.kind().code());
      node.put("snapshot", violation.snapshotId());
      StreamKey key = violation.key();
      if (key != null) {
        node.put("topic", key.topic());
        node.put("topic-id", key.topicId());
        node.put("partition", key.partition());
      }
      OffsetRange offsets = violation.offsets();
      if (offsets != null) {
        node.put("first-offset", offsets.start());
        node.put("last-offset", offsets.end() - 1);
      }
      node.put("sentence", violation.sentence());
    }
    fill(root.putArray("notices"), violations.notices());
  }

  private static void fill(ArrayNode array, List<Notice> notices) {
    notices.forEach(
        notice ->
            array.addObject().put("kind", notice.kind().code()).put("sentence", notice.sentence()));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
