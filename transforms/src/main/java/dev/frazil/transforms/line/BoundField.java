package dev.frazil.transforms.line;

import com.google.re2j.Matcher;
import dev.frazil.transforms.json.Utf8;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A field of a rule, and the column that it is for: writes its value as JSON. */
final class BoundField {
  private final FieldMapping mapping;
  private final ColumnKind kind;
  private final ZoneId zone;
  private final LineComplaints complaints;

  BoundField(FieldMapping mapping, ColumnKind kind, ZoneId zone, LineComplaints complaints) {
    this.mapping = mapping;
    this.kind = kind;
    this.zone = zone;
    this.complaints = complaints;
  }

  /**
   * Writes the member that the field makes of a line; none when its group took no part in the
   * match. Answers why it cannot.
   */
  @Nullable Rejection write(byte[] line, Matcher match, JsonOutput out) {
    if (mapping.source() instanceof FieldSource.Constant constant) {
      out.member(mapping.field());
      out.raw(constant.json());
      return null;
    }
    FieldSource.Group group = (FieldSource.Group) mapping.source();
    int from = match.start(group.number());
    if (from < 0) {
      return null;
    }
    int to = match.end(group.number());
    if (group.decoding() == Decoding.NONE) {
      writeText(line, from, to, out);
      return null;
    }
    byte[] decoded = group.decoding().decode(line, from, to);
    Rejection objection = objection(decoded, line, from, to);
    if (decoded != null && objection == null) {
      writeText(decoded, 0, decoded.length, out);
    }
    return objection;
  }

  private @Nullable Rejection objection(byte @Nullable [] decoded, byte[] line, int from, int to) {
    if (decoded == null) {
      return complaints.about(
          RejectReason.SCHEMA_VALIDATION_FAILED,
          path(),
          "two hexadecimal digits after each %",
          line,
          from,
          to);
    }
    boolean isText = Utf8.firstInvalid(decoded, 0, decoded.length) < 0;
    for (int i = 0; isText && i < decoded.length; i++) {
      isText = decoded[i] != 0;
    }
    return isText
        ? null
        : complaints.about(
            RejectReason.UNSUPPORTED_ENCODING,
            path(),
            "UTF-8 without NUL behind %",
            line,
            from,
            to);
  }

  private void writeText(byte[] text, int from, int to, JsonOutput out) {
    switch (kind) {
      case TEXT -> {
        out.member(mapping.field());
        out.text(text, from, to);
      }
      case NUMBER -> writeNumber(text, from, to, out);
      case BOOLEAN -> writeBoolean(text, from, to, out);
      case TIME -> writeTime(text, from, to, out);
    }
  }

  private void writeNumber(byte[] text, int from, int to, JsonOutput out) {
    out.member(mapping.field());
    int digits = NumberText.digits(text, from, to);
    if (digits < 0) {
      out.text(text, from, to);
    } else {
      out.raw(text[from] == '-' ? "-" : "");
      out.raw(text, digits, to);
    }
  }

  private void writeBoolean(byte[] text, int from, int to, JsonOutput out) {
    out.member(mapping.field());
    String value = new String(text, from, to - from, StandardCharsets.UTF_8);
    if (value.equals("true") || value.equals("false")) {
      out.raw(value);
    } else {
      out.text(text, from, to);
    }
  }

  private void writeTime(byte[] text, int from, int to, JsonOutput out) {
    LineTime time = LineTime.of(new String(text, from, to - from, StandardCharsets.UTF_8), zone);
    out.member(mapping.field());
    out.text(time.text());
    String date = time.date();
    if (date != null && mapping.field().equals(ProvidedField.TIMESTAMP)) {
      out.member(ProvidedField.DATE);
      out.text(date);
    }
  }

  private String path() {
    return Rejection.child("$", mapping.field());
  }
}
