package dev.frazil.transforms.contract;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;

/**
 * Regular expressions of JSON Schema, which are those of ECMAScript, as RE2 takes them: in linear
 * time, and without what cannot be had in linear time. The long names of Unicode's general
 * categories become their short ones.
 */
final class LinearPattern {
  private static final Pattern LONG_NAME =
      Pattern.compile("\\\\([pP])\\{(?:General_Category=|gc=)?([A-Z][A-Za-z_]+)\\}");

  /** Unicode Standard Annex 44, table 12. */
  private static final Map<String, String> CATEGORIES =
      Map.ofEntries(
          Map.entry("Letter", "L"),
          Map.entry("Cased_Letter", "LC"),
          Map.entry("Uppercase_Letter", "Lu"),
          Map.entry("Lowercase_Letter", "Ll"),
          Map.entry("Titlecase_Letter", "Lt"),
          Map.entry("Modifier_Letter", "Lm"),
          Map.entry("Other_Letter", "Lo"),
          Map.entry("Mark", "M"),
          Map.entry("Nonspacing_Mark", "Mn"),
          Map.entry("Spacing_Mark", "Mc"),
          Map.entry("Enclosing_Mark", "Me"),
          Map.entry("Number", "N"),
          Map.entry("Decimal_Number", "Nd"),
          Map.entry("Letter_Number", "Nl"),
          Map.entry("Other_Number", "No"),
          Map.entry("Punctuation", "P"),
          Map.entry("Connector_Punctuation", "Pc"),
          Map.entry("Dash_Punctuation", "Pd"),
          Map.entry("Open_Punctuation", "Ps"),
          Map.entry("Close_Punctuation", "Pe"),
          Map.entry("Initial_Punctuation", "Pi"),
          Map.entry("Final_Punctuation", "Pf"),
          Map.entry("Other_Punctuation", "Po"),
          Map.entry("Symbol", "S"),
          Map.entry("Math_Symbol", "Sm"),
          Map.entry("Currency_Symbol", "Sc"),
          Map.entry("Modifier_Symbol", "Sk"),
          Map.entry("Other_Symbol", "So"),
          Map.entry("Separator", "Z"),
          Map.entry("Space_Separator", "Zs"),
          Map.entry("Line_Separator", "Zl"),
          Map.entry("Paragraph_Separator", "Zp"),
          Map.entry("Control", "Cc"),
          Map.entry("Format", "Cf"));

  private LinearPattern() {}

  /** Throws {@link PatternSyntaxException} for what RE2 does not take. */
  static Pattern compile(String pattern) {
    com.google.re2j.Matcher names = LONG_NAME.matcher(pattern);
    StringBuffer translated = new StringBuffer();
    while (names.find()) {
      String category = CATEGORIES.getOrDefault(names.group(2), names.group(2));
      names.appendReplacement(
          translated,
          com.google.re2j.Matcher.quoteReplacement("\\" + names.group(1) + '{' + category + '}'));
    }
    names.appendTail(translated);
    return Pattern.compile(translated.toString());
  }
}
