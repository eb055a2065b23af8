package dev.frazil.cli;

import dev.frazil.transforms.reject.RejectReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which dead letters are meant. */
final class LetterFilter {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      converter = ReasonCode.class,
      description =
          "Only those that were rejected for this reason, such as wrong_type. May be repeated.")
  private List<String> reasons = new ArrayList<>();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Only those of this topic. Default: all topics.")
  private Optional<String> topic = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Time.class,
      description =
          "Only those rejected at this time or later: 2026-01-31 (UTC), or with Z or +02:00.")
  private Optional<Instant> since = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Time.class,
      description = "Only those rejected before this time.")
  private Optional<Instant> until = Optional.empty();

  Optional<String> topic() {
    return topic;
  }

  /** What a dead letter must be like, for Iceberg. */
  Expression expression() {
    Expression all = Expressions.alwaysTrue();
    if (!reasons.isEmpty()) {
      all = Expressions.and(all, Expressions.in("error_reason", reasons.toArray()));
    }
    if (topic.isPresent()) {
      all = Expressions.and(all, Expressions.equal("topic", topic.get()));
    }
    if (since.isPresent()) {
      all = Expressions.and(all, Expressions.greaterThanOrEqual("error_ts", micros(since.get())));
    }
    if (until.isPresent()) {
      all = Expressions.and(all, Expressions.lessThan("error_ts", micros(until.get())));
    }
    return all;
  }

  /** A time that no column can hold is the last or first one that it can. */
  private static long micros(Instant time) {
    try {
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND),
          time.getNano() / NANOS_PER_MICRO);
    } catch (ArithmeticException e) {
      return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Refuses what no topic is called. */
  static final class TopicName implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (value.isBlank()) {
        throw new TypeConversionException("no topic: '" + value + "' (expected a topic's name)");
      }
      return value;
    }
  }

  /** Knows the closed list. */
  static final class ReasonCode implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      try {
        return RejectReason.of(value).code();
      } catch (IllegalArgumentException e) {
        List<String> codes = new ArrayList<>();
        for (RejectReason each : RejectReason.values()) {
          codes.add(each.code());
        }
        throw new TypeConversionException(
            "no reject reason: " + value + " (expected one of " + String.join(", ", codes) + ")");
      }
    }
  }

  /** A date in UTC, or a time with an offset. */
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        return value.contains("T")
            ? OffsetDateTime.parse(value).toInstant()
            : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "no time: "
                + value
                + " (expected a date such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z)");
      }
    }
  }
}
