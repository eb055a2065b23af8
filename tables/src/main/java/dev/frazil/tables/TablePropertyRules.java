package dev.frazil.tables;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.TableProperties;

/** Which values of table properties we can write by. Properties that nobody knows pass. */
public final class TablePropertyRules {

  private static final String PARQUET = "parquet";
  private static final List<String> CODECS =
      List.of("zstd", "snappy", "gzip", "lz4_raw", "uncompressed");

  /** Which levels a codec has; the other codecs have none and ignore them. */
  private static final Map<String, PropertyForm> LEVELS =
      Map.of(
          "zstd",
          PropertyForm.whole(-131_072, 22),
          "gzip",
          PropertyForm.exactly(
              "NO_COMPRESSION",
              "BEST_SPEED",
              "TWO",
              "THREE",
              "FOUR",
              "FIVE",
              "SIX",
              "SEVEN",
              "EIGHT",
              "BEST_COMPRESSION",
              "DEFAULT_COMPRESSION"));

  private static final Map<String, PropertyForm> OF_FILES = ofFiles();
  private static final Map<String, PropertyForm> OF_COLUMNS =
      Map.of(
          TableProperties.PARQUET_BLOOM_FILTER_COLUMN_FPP_PREFIX,
          PropertyForm.FRACTION,
          TableProperties.PARQUET_BLOOM_FILTER_COLUMN_NDV_PREFIX,
          PropertyForm.POSITIVE_LONG);
  private static final Map<String, PropertyForm> OF_COMMITS = ofCommits();

  private TablePropertyRules() {}

  private static Map<String, PropertyForm> ofFiles() {
    Map<String, PropertyForm> forms = new TreeMap<>();
    forms.put(TableProperties.DEFAULT_FILE_FORMAT, PropertyForm.oneOf(PARQUET));
    forms.put(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES, PropertyForm.POSITIVE_LONG);
    forms.put(
        TableProperties.PARQUET_COMPRESSION, PropertyForm.oneOf(CODECS.toArray(String[]::new)));
    forms.put(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, PropertyForm.POSITIVE_LONG);
    forms.put(TableProperties.PARQUET_PAGE_SIZE_BYTES, PropertyForm.PAGE_BYTES);
    forms.put(TableProperties.PARQUET_PAGE_ROW_LIMIT, PropertyForm.POSITIVE_INT);
    forms.put(TableProperties.PARQUET_PAGE_VERSION, PropertyForm.exactly("v1", "v2"));
    forms.put(TableProperties.PARQUET_DICT_SIZE_BYTES, PropertyForm.POSITIVE_INT);
    forms.put(TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT, PropertyForm.POSITIVE_INT);
    forms.put(TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT, PropertyForm.POSITIVE_INT);
    forms.put(TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES, PropertyForm.POSITIVE_INT);
    return forms;
  }

  private static Map<String, PropertyForm> ofCommits() {
    Map<String, PropertyForm> forms = new TreeMap<>();
    forms.put(TableProperties.FORMAT_VERSION, PropertyForm.oneOf("2", "3"));
    forms.put(TableProperties.COMMIT_NUM_RETRIES, PropertyForm.INT);
    forms.put(TableProperties.COMMIT_MIN_RETRY_WAIT_MS, PropertyForm.INT);
    forms.put(TableProperties.COMMIT_MAX_RETRY_WAIT_MS, PropertyForm.INT);
    forms.put(TableProperties.COMMIT_TOTAL_RETRY_TIME_MS, PropertyForm.INT);
    forms.put(TableProperties.COMMIT_NUM_STATUS_CHECKS, PropertyForm.INT);
    forms.put(TableProperties.COMMIT_STATUS_CHECKS_MIN_WAIT_MS, PropertyForm.INT);
    forms.put(TableProperties.COMMIT_STATUS_CHECKS_MAX_WAIT_MS, PropertyForm.INT);
    forms.put(TableProperties.COMMIT_STATUS_CHECKS_TOTAL_WAIT_MS, PropertyForm.INT);
    forms.put(TableProperties.MANIFEST_TARGET_SIZE_BYTES, PropertyForm.POSITIVE_LONG);
    forms.put(TableProperties.MANIFEST_MIN_MERGE_COUNT, PropertyForm.POSITIVE_INT);
    forms.put(TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, PropertyForm.POSITIVE_INT);
    forms.put(TableProperties.METADATA_COMPRESSION, PropertyForm.oneOf("none", "gzip"));
    forms.put(TableProperties.WRITE_PARTITION_SUMMARY_LIMIT, PropertyForm.INT);
    return forms;
  }

  /** What data files cannot be written by: a message for each property. */
  public static SortedMap<String, String> fileViolations(Map<String, String> properties) {
    SortedMap<String, String> violations = new TreeMap<>();
    properties.forEach(
        (name, value) ->
            formOfFiles(name)
                .flatMap(form -> form.violation(name, value))
                .ifPresent(message -> violations.put(name, message)));
    levelViolation(properties)
        .ifPresent(message -> violations.put(TableProperties.PARQUET_COMPRESSION_LEVEL, message));
    if (violations.isEmpty()) {
      checkIntervalViolation(properties)
          .ifPresent(
              message ->
                  violations.put(
                      TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT, message));
    }
    return violations;
  }

  /** What a table cannot be made and committed to by, files included: a message for each. */
  public static SortedMap<String, String> tableViolations(Map<String, String> properties) {
    SortedMap<String, String> violations = fileViolations(properties);
    OF_COMMITS.forEach(
        (name, form) -> {
          String value = properties.get(name);
          if (value != null) {
            form.violation(name, value).ifPresent(message -> violations.put(name, message));
          }
        });
    String key = properties.get(TableProperties.ENCRYPTION_TABLE_KEY);
    if (key != null && !"3".equals(properties.get(TableProperties.FORMAT_VERSION))) {
      violations.put(
          TableProperties.ENCRYPTION_TABLE_KEY,
          "Invalid "
              + TableProperties.ENCRYPTION_TABLE_KEY
              + ": "
              + Shown.of(key)
              + " (expected none where "
              + TableProperties.FORMAT_VERSION
              + " is not 3)");
    }
    return violations;
  }

  private static Optional<PropertyForm> formOfFiles(String name) {
    PropertyForm form = OF_FILES.get(name);
    return form != null
        ? Optional.of(form)
        : OF_COLUMNS.entrySet().stream()
            .filter(column -> name.startsWith(column.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  /** A level is judged where the codec is known. */
  private static Optional<String> levelViolation(Map<String, String> properties) {
    String codec = properties.getOrDefault(TableProperties.PARQUET_COMPRESSION, "");
    String level = properties.get(TableProperties.PARQUET_COMPRESSION_LEVEL);
    PropertyForm form = LEVELS.get(codec.toLowerCase(Locale.ROOT));
    return form == null || level == null
        ? Optional.empty()
        : form.violation(TableProperties.PARQUET_COMPRESSION_LEVEL, level);
  }

  /** The two counts have to be in order, whichever of them is given. */
  private static Optional<String> checkIntervalViolation(Map<String, String> properties) {
    long least =
        number(
            properties,
            TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT,
            TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT_DEFAULT);
    long most =
        number(
            properties,
            TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT,
            TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT_DEFAULT);
    return least <= most
        ? Optional.empty()
        : Optional.of(
            "Invalid "
                + TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT
                + ": "
                + least
                + " (expected "
                + most
                + " at most, as "
                + TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT
                + ")");
  }

  private static long number(Map<String, String> properties, String name, long otherwise) {
    String value = properties.get(name);
    return value == null ? otherwise : Long.parseLong(value);
  }
}
