package dev.frazil.tables.ledger;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The envelope around each JSON text that we keep in a snapshot's summary: {@code
 * <major>:<crc>:<body>}. The major version is a decimal number, the checksum the CRC-32C of the
 * body's UTF-8 bytes in eight lower-case hex digits.
 */
final class SealedText {

  private static final int MAJOR = 1;
  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,8}):([0-9a-f]{8}):(.*)", Pattern.DOTALL);

  private SealedText() {}

  static String seal(String body) {
    return MAJOR + ":" + checksum(body) + ":" + body;
  }

  /**
   * The body of {@code text}.
   *
   * @param what the thing that is read, for the message
   * @throws CorruptLedgerException if the text is not what was sealed
   */
  static String open(String what, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new CorruptLedgerException(
          what, "it begins with '" + beginning(text) + "' (expected <version>:<crc>:<body>)");
    }
    if (Integer.parseInt(form.group(1)) != MAJOR) {
      throw new CorruptLedgerException(
          what,
          "version " + form.group(1) + " is newer than this program (expected " + MAJOR + ")");
    }
    String body = form.group(3);
    String actual = checksum(body);
    if (!actual.equals(form.group(2))) {
      throw new CorruptLedgerException(
          what, "the checksum of its body is " + actual + " (expected " + form.group(2) + ")");
    }
    return body;
  }

  private static String checksum(String body) {
    CRC32C crc = new CRC32C();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", crc.getValue());
  }

  private static String beginning(String text) {
    String visible = text.replaceAll("[^\\x20-\\x7e]", "?");
    return visible.length() <= 20 ? visible : visible.substring(0, 20) + "...";
  }
}
