package dev.frazil.tables;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which classes may be named in catalog properties, by key. */
final class ClassRules {

  static final String HADOOP_CATALOG = "org.apache.iceberg.hadoop.HadoopCatalog";

  static final String HADOOP_FILE_IO = "org.apache.iceberg.hadoop.HadoopFileIO";

  private static final String ICEBERG = "org.apache.iceberg.";
  private static final String AWS_CREDENTIALS = "software.amazon.awssdk.auth.credentials.";

  private static final List<String> CATALOGS =
      List.of(
          ICEBERG + "rest.RESTCatalog",
          ICEBERG + "jdbc.JdbcCatalog",
          ICEBERG + "aws.glue.GlueCatalog",
          ICEBERG + "hive.HiveCatalog",
          ICEBERG + "nessie.NessieCatalog");

  private static final List<String> FILE_IOS =
      List.of(
          ICEBERG + "aws.s3.S3FileIO",
          ICEBERG + "io.ResolvingFileIO",
          ICEBERG + "gcp.gcs.GCSFileIO",
          ICEBERG + "azure.adlsv2.ADLSFileIO");

  private static final List<String> AUTH_TYPES =
      List.of(
          "none",
          "basic",
          "oauth2",
          "sigv4",
          "google",
          ICEBERG + "rest.auth.NoopAuthManager",
          ICEBERG + "rest.auth.BasicAuthManager",
          ICEBERG + "rest.auth.OAuth2Manager",
          ICEBERG + "aws.RESTSigV4AuthManager",
          ICEBERG + "gcp.auth.GoogleAuthManager");

  private static final List<String> CREDENTIALS_PROVIDERS =
      List.of(
          AWS_CREDENTIALS + "AnonymousCredentialsProvider",
          AWS_CREDENTIALS + "ContainerCredentialsProvider",
          AWS_CREDENTIALS + "DefaultCredentialsProvider",
          AWS_CREDENTIALS + "EnvironmentVariableCredentialsProvider",
          AWS_CREDENTIALS + "InstanceProfileCredentialsProvider",
          AWS_CREDENTIALS + "ProfileCredentialsProvider",
          AWS_CREDENTIALS + "SystemPropertyCredentialsProvider",
          AWS_CREDENTIALS + "WebIdentityTokenFileCredentialsProvider",
          ICEBERG + "aws.s3.VendedCredentialsProvider");

  private static final Map<String, List<String>> ALLOWED = allowed();
  private static final List<String> CLASS_ENDINGS =
      List.of("impl", "factory", "provider", "class", "class-name", "classname", "configurer");

  private ClassRules() {}

  private static Map<String, List<String>> allowed() {
    Map<String, List<String>> allowed = new TreeMap<>();
    allowed.put("catalog-impl", CATALOGS);
    allowed.put("io-impl", FILE_IOS);
    allowed.put("rest.auth.type", AUTH_TYPES);
    allowed.put("rest.auth.sigv4.delegate-auth-type", AUTH_TYPES);
    allowed.put("client.credentials-provider", CREDENTIALS_PROVIDERS);
    allowed.put(
        "client.factory",
        List.of(
            ICEBERG + "aws.AssumeRoleAwsClientFactory",
            ICEBERG + "aws.lakeformation.LakeFormationAwsClientFactory"));
    allowed.put(
        "s3.client-factory-impl", List.of(ICEBERG + "aws.s3.DefaultS3FileIOAwsClientFactory"));
    allowed.put("metrics-reporter-impl", List.of(ICEBERG + "metrics.LoggingMetricsReporter"));
    allowed.put("lock-impl", List.of(ICEBERG + "aws.dynamodb.DynamoDbLockManager"));
    allowed.put(
        "encryption.kms-impl",
        List.of(
            ICEBERG + "aws.AwsKeyManagementClient",
            ICEBERG + "azure.keymanagement.AzureKeyManagementClient",
            ICEBERG + "gcp.GcpKeyManagementClient"));
    return allowed;
  }

  /** Whether the value of {@code key} may be the name of a class that is then loaded. */
  static boolean appliesTo(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return ALLOWED.containsKey(key) || CLASS_ENDINGS.stream().anyMatch(lower::endsWith);
  }

  /** What is wrong with {@code className} as the value of {@code key}, if anything. */
  static Optional<String> violation(String key, String className, Set<String> extraClasses) {
    if (className.equals(HADOOP_CATALOG)) {
      return Optional.of(hadoop(key, className));
    }
    if (className.equals(HADOOP_FILE_IO) && !extraClasses.contains(className)) {
      return Optional.of(hadoopFileIo(key, className));
    }
    List<String> allowed = ALLOWED.getOrDefault(key, List.of());
    if (allowed.contains(className) || extraClasses.contains(className)) {
      return Optional.empty();
    }
    String others = "a class that is allowed by its name";
    String expected =
        allowed.isEmpty() ? others : "one of " + String.join(", ", allowed) + ", or " + others;
    return Optional.of(
        "Invalid " + key + ": " + Shown.of(className) + " (expected " + expected + ")");
  }

  /**
   * The message that refuses Hadoop's file IO.
   *
   * @param why the class as it was given, or why it would be taken
   */
  static String hadoopFileIo(String key, String why) {
    return "Invalid "
        + key
        + ": "
        + why
        + " (expected one that needs no Hadoop, such as org.apache.iceberg.aws.s3.S3FileIO;"
        + " Hadoop's file systems are not part of this connector)";
  }

  /** The message that refuses Hadoop's catalog, by whatever name. */
  static String hadoop(String key, String value) {
    return "Invalid "
        + key
        + ": "
        + value
        + " (expected a catalog with an atomic swap, such as rest or jdbc; HadoopCatalog has none,"
        + " so two writers could lose each other's rows)";
  }
}
