package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.verify.Certificate;
import dev.frazil.verify.ChainSummary;
import dev.frazil.verify.FileCheck;
import dev.frazil.verify.Notice;
import dev.frazil.verify.NoticeKind;
import dev.frazil.verify.RowCheck;
import dev.frazil.verify.Unverifiable;
import dev.frazil.verify.Verdict;
import dev.frazil.verify.Violation;
import dev.frazil.verify.ViolationKind;
import dev.frazil.verify.Violations;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final UUID ID = UUID.fromString("eba2b79a-ac31-458b-a704-c851132be38e");
  private static final Notice ROLLED_BACK =
      new Notice(NoticeKind.ROLLED_BACK, "views-0 was rolled back.");
  private static final Verdict WHOLE =
      certificate(ChainSummary.Reach.ROOT, RowCheck.COMPARED, FileCheck.LENGTHS, List.of());
  private static final Verdict PART =
      certificate(
          ChainSummary.Reach.EXPIRED,
          RowCheck.NO_KAFKA_COLUMNS,
          FileCheck.NONE,
          List.of(ROLLED_BACK));
  private static final Violation TWICE =
      new Violation(
          ViolationKind.OFFSET_TWICE,
          7L,
          new StreamKey("oHf2xg", "views", 0),
          new OffsetRange(4, 10),
          "6 offsets are there twice");
  private static final Violation GONE =
      new Violation(ViolationKind.FILE_MISSING, null, null, null, "a.parquet is not there");

  @Test
  void aCertificateIsShort() {
    assertThat(VerdictText.lines(WHOLE))
        .containsExactly(
            "Proven: lake.silver.views holds each Kafka record once.",
            "  table     eba2b79a-ac31-458b-a704-c851132be38e",
            "  snapshot  42",
            "  chain     whole since the first snapshot, 3 snapshots of ours, 1,200 ranges",
            "  ledger    9 partitions, 2 gaps",
            "  rows      30,000,000, each in the ledger and there once",
            "  files     24, each there with its length",
            "  time      2.0 s, 15,000,000 rows/s");
  }

  @Test
  void aCertificateSaysWhatWasNotChecked() {
    assertThat(VerdictText.lines(PART))
        .containsExactly(
            "Partly proven: the ledger of lake.silver.views is whole; its rows do not"
                + " say which record they are.",
            "  table     eba2b79a-ac31-458b-a704-c851132be38e",
            "  snapshot  42",
            "  chain     whole since snapshot 40 of 2026-11-20T18:00:00Z, 3 snapshots of ours,"
                + " 1,200 ranges",
            "  ledger    9 partitions, 2 gaps",
            "  rows      30,000,000, not compared",
            "  files     24, lengths not asked for",
            "  time      2.0 s, 15,000,000 rows/s",
            "Notice rolled-back: views-0 was rolled back.");
  }

  @Test
  void aViolationSaysWhere() {
    Verdict one = new Violations("lake.silver.views", 42, List.of(TWICE), List.of(ROLLED_BACK));
    assertThat(VerdictText.lines(one))
        .containsExactly(
            "Violation offset-twice: 6 offsets are there twice",
            "  snapshot  7",
            "  partition views-0 of topic id oHf2xg",
            "  offsets   4 to 9",
            "Notice rolled-back: views-0 was rolled back.",
            "Not proven: lake.silver.views at snapshot 42, 1 violation (--all looks for more).");
    Verdict two = new Violations("lake.silver.views", 42, List.of(GONE, TWICE), List.of());
    assertThat(VerdictText.lines(two))
        .startsWith(
            "Violation file-missing: a.parquet is not there",
            "Violation offset-twice: 6" + " offsets are there twice")
        .endsWith("Not proven: lake.silver.views at snapshot 42, 2 violations.");
  }

  @Test
  void whatCannotBeVerifiedSaysWhy() {
    Verdict verdict = new Unverifiable("lake.silver.views", "it has no snapshot");
    assertThat(VerdictText.lines(verdict))
        .containsExactly("Cannot verify lake.silver.views: it has no snapshot");
    assertThat(json(verdict))
        .isEqualTo(
            """
            {
              "result" : "unverifiable",
              "table" : "lake.silver.views",
              "reason" : "it has no snapshot"
            }\
            """);
  }

  @Test
  void aCertificateAsJson() {
    assertThat(json(PART))
        .isEqualTo(
            """
            {
              "result" : "partly-proven",
              "table" : "lake.silver.views",
              "uuid" : "eba2b79a-ac31-458b-a704-c851132be38e",
              "snapshot" : 42,
              "chain" : {
                "reach" : "expired",
                "since-snapshot" : 40,
                "since-ms" : 1795197600000,
                "snapshots" : 3,
                "ranges" : 1200,
                "rows-added" : 100
              },
              "partitions" : 9,
              "gaps" : 2,
              "files" : 24,
              "rows" : 30000000,
              "row-check" : "no-kafka-columns",
              "file-check" : "none",
              "notices" : [ {
                "kind" : "rolled-back",
                "sentence" : "views-0 was rolled back."
              } ],
              "seconds" : 2.0,
              "rows-per-second" : 15000000
            }\
            """);
  }

  @Test
  void onlyAWholeProofIsExitCodeZero() {
    assertThat(VerifyCommand.exitCode(WHOLE)).isZero();
    assertThat(json(WHOLE)).contains("\"result\" : \"proven\"");
    assertThat(VerifyCommand.exitCode(PART)).isEqualTo(2);
    assertThat(VerifyCommand.exitCode(new Violations("t", 42, List.of(GONE), List.of())))
        .isEqualTo(1);
    assertThat(VerifyCommand.exitCode(new Unverifiable("t", "it has no snapshot"))).isEqualTo(2);
  }

  @Test
  void violationsAsJson() {
    assertThat(json(new Violations("lake.silver.views", 42, List.of(TWICE, GONE), List.of())))
        .isEqualTo(
            """
            {
              "result" : "violated",
              "table" : "lake.silver.views",
              "snapshot" : 42,
              "violations" : [ {
                "kind" : "offset-twice",
                "snapshot" : 7,
                "topic" : "views",
                "topic-id" : "oHf2xg",
                "partition" : 0,
                "first-offset" : 4,
                "last-offset" : 9,
                "sentence" : "6 offsets are there twice"
              }, {
                "kind" : "file-missing",
                "snapshot" : null,
                "sentence" : "a.parquet is not there"
              } ],
              "notices" : [ ]
            }\
            """);
  }

  @Test
  void progressCountsFilesAndRows() {
    assertThat(VerdictText.progress(3, 24, 30_000_000, 2))
        .isEqualTo("3 of 24 files, 30,000,000 rows, 15,000,000 rows/s");
    assertThat(VerdictText.progress(3, -1, 0, 0)).isEqualTo("3 files, 0 rows, 0 rows/s");
  }

  private static String json(Verdict verdict) {
    return String.join("\n", VerdictJson.lines(verdict));
  }

  private static Certificate certificate(
      ChainSummary.Reach reach, RowCheck rows, FileCheck files, List<Notice> notices) {
    ChainSummary chain = new ChainSummary(reach, 40, 1_795_197_600_000L, 3, 1200, 100);
    return new Certificate(
        "lake.silver.views", ID, 42, chain, 9, 2, 24, 30_000_000, rows, files, notices, 2);
  }
}
