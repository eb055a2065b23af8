package dev.frazil.cli;

import dev.frazil.cli.letters.LetterMarks;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one rejected record whole. */
@Command(
    name = "show",
    description = "Show a rejected record whole: why it was rejected, its key, headers and value.",
    footer = {
      "",
      "A value that is not UTF-8 is shown in hexadecimal digits, with --json in Base64.",
      "",
      "Examples:",
      "  ./frazil deadletters show events_views-0@17",
      "  ./frazil deadletters show events_views-0@17 --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "1:failed, or there is no such dead letter; the message says why",
      "2:wrong usage; the message says what was expected"
    })
final class DeadLettersShowCommand extends Subcommand implements Runnable {
  private static final List<String> COLUMNS =
      List.of(
          "topic",
          "partition",
          "offset",
          "record_ts",
          "error_ts",
          "error_reason",
          "error_path",
          "error_detail",
          "in_topic",
          "key",
          "headers",
          "raw_payload",
          "raw_bytes",
          "_kafka_topic_id",
          LetterMarks.RESOLVED_TIME,
          LetterMarks.RESOLUTION);

  @Parameters(
      paramLabel = "RECORD",
      converter = LetterPlace.Converter.class,
      description = "Where it was: topic-partition@offset, such as events_views-0@17.")
  private LetterPlace place = new LetterPlace("", 0, 0);

  @Mixin private final LetterTables tables = new LetterTables();

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public void run() {
    if (tables.isAmbiguous()) {
      throw wrongUsage("Invalid catalog: --connector and --catalog-config (expected one of them)");
    }
    List<Record> found = new ArrayList<>();
    tables.read(
        Optional.of(place.topic()),
        schema -> place.expression(),
        COLUMNS,
        letter -> found.add(letter.copy()));
    if (found.isEmpty()) {
      throw new CommandFailure("Cannot show " + place + ": there is no such dead letter");
    }
    for (Record letter : found) {
      screen().lines(json ? List.of(LetterJson.line(letter, COLUMNS)) : lines(letter));
    }
  }

  /** The value is the last one: only it may have lines of its own. */
  private static List<String> lines(Record letter) {
    List<String> lines = new ArrayList<>();
    lines.add("record     " + LetterPlace.of(letter));
    lines.add("topic id   " + letter.getField("_kafka_topic_id"));
    lines.add("time       " + time(letter, "record_ts"));
    lines.add("rejected   " + time(letter, "error_ts"));
    lines.add("reason     " + letter.getField("error_reason"));
    lines.add("path       " + letter.getField("error_path"));
    lines.add("detail     " + letter.getField("error_detail"));
    lines.add("in topic   " + (Boolean.TRUE.equals(letter.getField("in_topic")) ? "yes" : "no"));
    lines.add("state      " + state(letter));
    lines.add("key        " + shown(letter.getField("key")));
    for (Object header : (List<?>) letter.getField("headers")) {
      Record each = (Record) header;
      lines.add("header     " + each.getField("key") + ": " + shown(each.getField("value")));
    }
    lines.replaceAll(SafeText::exact);
    Object text = letter.getField("raw_payload");
    String value = text == null ? shown(letter.getField("raw_bytes")) : text.toString();
    lines.add("value      " + SafeText.block(value));
    return lines;
  }

  private static String time(Record letter, String column) {
    return letter.getField(column) instanceof OffsetDateTime time ? LetterJson.time(time) : "-";
  }

  private static String state(Record letter) {
    String state = LetterRow.state(letter);
    return letter.getField(LetterMarks.RESOLVED_TIME) == null
        ? state
        : state + " at " + time(letter, LetterMarks.RESOLVED_TIME);
  }

  private static String shown(@Nullable Object value) {
    if (!(value instanceof ByteBuffer buffer)) {
      return "-";
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(buffer.duplicate()).toString();
    } catch (CharacterCodingException e) {
      return "0x" + HexFormat.of().formatHex(LetterJson.bytes(buffer));
    }
  }
}
