package dev.frazil.cli.letters;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.iceberg.data.Record;

/** What a row says that is resolved. */
record Mark(Resolution resolution, Instant time) {
  void put(Record row) {
    row.setField(
        LetterMarks.RESOLVED_TIME, time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    row.setField(LetterMarks.RESOLUTION, resolution.code());
  }
}
