package dev.frazil.transforms.contract;

import com.google.re2j.Pattern;
import dev.frazil.transforms.json.SliceIndex;
import dev.frazil.transforms.json.Utf8;
import java.util.Arrays;

/** One assertion about a text that is valid UTF-8. */
sealed interface TextCheck {
  boolean passes(byte[] utf8, int offset, int length);

  Assertion assertion();

  /** What is expected, in words. */
  String expected();

  /** The text is one of a few. */
  record Among(SliceIndex texts, Assertion assertion, String expected) implements TextCheck {
    @Override
    public boolean passes(byte[] utf8, int offset, int length) {
      return texts.find(utf8, offset, length) != SliceIndex.ABSENT;
    }
  }

  /** The text has at least so many characters. */
  record AtLeast(int characters) implements TextCheck {
    @Override
    public boolean passes(byte[] utf8, int offset, int length) {
      return length >= characters && Utf8.characters(utf8, offset, length) >= characters;
    }

    @Override
    public Assertion assertion() {
      return Assertion.MIN_LENGTH;
    }

    @Override
    public String expected() {
      return "at least " + characters + " characters";
    }
  }

  /** The text has at most so many characters. */
  record AtMost(int characters) implements TextCheck {
    @Override
    public boolean passes(byte[] utf8, int offset, int length) {
      return length <= characters || Utf8.characters(utf8, offset, length) <= characters;
    }

    @Override
    public Assertion assertion() {
      return Assertion.MAX_LENGTH;
    }

    @Override
    public String expected() {
      return "at most " + characters + " characters";
    }
  }

  /** A regular expression matches somewhere in the text, in linear time. */
  record Matching(Pattern pattern) implements TextCheck {
    @Override
    public boolean passes(byte[] utf8, int offset, int length) {
      return pattern.matcher(Arrays.copyOfRange(utf8, offset, offset + length)).find();
    }

    @Override
    public Assertion assertion() {
      return Assertion.PATTERN;
    }

    @Override
    public String expected() {
      return "a text that matches " + pattern.pattern();
    }
  }

  /** The text is a UUID in the form of RFC 9562: groups of 8, 4, 4, 4 and 12 hexadecimal digits. */
  record Uuid() implements TextCheck {
    private static final int LENGTH = 36;
    private static final byte[] DIGITS = digits();

    @Override
    public boolean passes(byte[] utf8, int offset, int length) {
      if (length != LENGTH
          || utf8[offset + 8] != '-'
          || utf8[offset + 13] != '-'
          || utf8[offset + 18] != '-'
          || utf8[offset + 23] != '-') {
        return false;
      }
      return areDigits(utf8, offset, offset + 8)
          && areDigits(utf8, offset + 9, offset + 13)
          && areDigits(utf8, offset + 14, offset + 18)
          && areDigits(utf8, offset + 19, offset + 23)
          && areDigits(utf8, offset + 24, offset + LENGTH);
    }

    @Override
    public Assertion assertion() {
      return Assertion.UUID;
    }

    @Override
    public String expected() {
      return "a UUID";
    }

    private static boolean areDigits(byte[] utf8, int from, int to) {
      int all = 1;
      for (int i = from; i < to; i++) {
        all &= DIGITS[utf8[i] & 0xff];
      }
      return all == 1;
    }

    private static byte[] digits() {
      byte[] digits = new byte[256];
      for (int c = 0; c < 128; c++) {
        digits[c] = (byte) (Character.digit(c, 16) >= 0 ? 1 : 0);
      }
      return digits;
    }
  }

  /** The text has the form of a format whose checks are the same but for that. */
  record Formatted(Format format) implements TextCheck {
    @Override
    public boolean passes(byte[] utf8, int offset, int length) {
      return switch (format) {
        case DATE_TIME ->
            !IsoTimestamp.isNone(
                IsoTimestamp.read(utf8, offset, length, IsoTimestamp.Unit.MICROSECONDS));
        case DATE -> IsoDate.isDate(utf8, offset, length);
        case TIME -> IsoTime.isTime(utf8, offset, length);
        case URI -> UriGrammar.matches(utf8, offset, offset + length);
        case EMAIL -> MailAddress.isMailbox(utf8, offset, offset + length);
        case IPV4 -> IpAddress.isV4(utf8, offset, offset + length);
        case IPV6 -> IpAddress.isV6(utf8, offset, offset + length);
      };
    }

    @Override
    public Assertion assertion() {
      return format.assertion;
    }

    @Override
    public String expected() {
      return format.words;
    }
  }

  /** The formats of {@link Formatted}. */
  enum Format {
    /** RFC 3339, no finer than a microsecond. */
    DATE_TIME(Assertion.DATE_TIME, "a date and time with an offset or Z"),
    /** RFC 3339. */
    DATE(Assertion.DATE, "a date such as 2025-10-25"),
    /** RFC 3339, with an offset. */
    TIME(Assertion.TIME, "a time of day with an offset or Z"),
    /** RFC 3986, with a scheme. */
    URI(Assertion.URI, "a URI"),
    /** RFC 5321. */
    EMAIL(Assertion.EMAIL, "an e-mail address"),
    IPV4(Assertion.IPV4, "an IPv4 address"),
    IPV6(Assertion.IPV6, "an IPv6 address");

    private final Assertion assertion;
    private final String words;

    Format(Assertion assertion, String words) {
      this.assertion = assertion;
      this.words = words;
    }
  }
}
