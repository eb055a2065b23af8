package dev.frazil.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a record was in Kafka, as people write it: {@code events_views-0@17}. */
record LetterPlace(String topic, int partition, long offset) {
  private static final Pattern FORM = Pattern.compile("(.+)-([0-9]{1,9})@([0-9]{1,18})");

  static LetterPlace of(Record letter) {
    return new LetterPlace(
        (String) letter.getField("topic"),
        (Integer) letter.getField("partition"),
        (Long) letter.getField("offset"));
  }

  /** Which dead letters are of this record: more than one where a topic was made anew. */
  Expression expression() {
    return Expressions.and(
        Expressions.equal("topic", topic),
        Expressions.equal("partition", partition),
        Expressions.equal("offset", offset));
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }

  /** Reads the form. */
  static final class Converter implements ITypeConverter<LetterPlace> {
    @Override
    public LetterPlace convert(String value) {
      Matcher matcher = FORM.matcher(value);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "no place of a record: "
                + value
                + " (expected topic-partition@offset, such as events_views-0@17)");
      }
      return new LetterPlace(
          matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }
  }
}
