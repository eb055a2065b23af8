package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogPolicyTest {

  private static final String FILE_IO = "org.apache.iceberg.aws.s3.S3FileIO";
  private static final String HADOOP_FILE_IO = "org.apache.iceberg.hadoop.HadoopFileIO";
  private static final String OTHERS = "a class that is allowed by its name)";

  @ParameterizedTest
  @ValueSource(strings = {"rest", "jdbc", "glue", "hive", "nessie", "REST"})
  void knowsTheCatalogTypes(String type) {
    assertThat(CatalogPolicy.STANDARD.violations(Map.of("type", type, "io-impl", FILE_IO)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "type, jdbc",
    "type, Hive",
    "type, nessie",
    "catalog-impl, org.apache.iceberg.jdbc.JdbcCatalog",
    "catalog-impl, org.apache.iceberg.hive.HiveCatalog",
    "catalog-impl, org.apache.iceberg.nessie.NessieCatalog",
  })
  void catalogsThatWouldTakeHadoopsFileIoNeedAnother(String key, String value) {
    Map<String, String> properties = Map.of(key, value);

    assertThat(CatalogPolicy.STANDARD.violations(properties))
        .isEqualTo(
            Map.of(
                "io-impl",
                "Invalid io-impl: not set, for which this catalog takes"
                    + " org.apache.iceberg.hadoop.HadoopFileIO (expected one that needs no Hadoop,"
                    + " such as org.apache.iceberg.aws.s3.S3FileIO; Hadoop's file systems are not"
                    + " part of this connector)"));
    assertThat(new CatalogPolicy(Set.of(HADOOP_FILE_IO), Set.of()).violations(properties))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest", "glue"})
  void catalogsWithAFileIoOfTheirOwnNeedNone(String type) {
    assertThat(CatalogPolicy.STANDARD.violations(Map.of("type", type))).isEmpty();
  }

  @Test
  void hadoopsFileIoCanBeAllowedByItsName() {
    CatalogPolicy policy = new CatalogPolicy(Set.of(HADOOP_FILE_IO), Set.of());

    assertThat(policy.violations(with("io-impl", HADOOP_FILE_IO))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "catalog-impl, org.apache.iceberg.rest.RESTCatalog",
    "catalog-impl, org.apache.iceberg.jdbc.JdbcCatalog",
    "catalog-impl, org.apache.iceberg.aws.glue.GlueCatalog",
    "catalog-impl, org.apache.iceberg.hive.HiveCatalog",
    "catalog-impl, org.apache.iceberg.nessie.NessieCatalog",
    "io-impl, org.apache.iceberg.aws.s3.S3FileIO",
    "io-impl, org.apache.iceberg.io.ResolvingFileIO",
    "io-impl, org.apache.iceberg.gcp.gcs.GCSFileIO",
    "io-impl, org.apache.iceberg.azure.adlsv2.ADLSFileIO",
    "rest.auth.type, oauth2",
    "rest.auth.type, org.apache.iceberg.rest.auth.OAuth2Manager",
    "client.credentials-provider,"
        + " software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
    "client.factory, org.apache.iceberg.aws.AssumeRoleAwsClientFactory",
    "metrics-reporter-impl, org.apache.iceberg.metrics.LoggingMetricsReporter",
    "uri, https://catalog:8181/api",
    "uri, http://localhost:19120/api/v2",
    "uri, http://[::1]:8181",
    "uri, http://10.0.0.7",
    "uri, 'thrift://hive-1:9083,thrift://hive-2:9083'",
    "uri, 'jdbc:postgresql://db-1:5432,db-2:5432/metadata?ssl=true&user=frazil'",
    "uri, jdbc:h2:mem:lake;DB_CLOSE_DELAY=-1",
    "uri, jdbc:sqlite:data/lake.db",
    "oauth2-server-uri, https://login.example.com/token",
    "s3.endpoint, http://127.0.0.1:9000",
    "s3.signer.endpoint, v1/aws/s3/sign",
    "client.refresh-credentials-endpoint, v1/tables/credentials",
    "http-client.proxy-endpoint, http://proxy:3128",
    "rest.client.proxy.hostname, proxy.example.com",
    "adls.connection-string.account, account.dfs.core.windows.net",
    "warehouse, s3a://bucket/warehouse",
    "jdbc.user, frazil",
    "jdbc.schema-version, V1",
    "http-client.type, apache",
    "client.credentials-provider.region, eu-west-1",
  })
  void letsPassWhatTheProductIsMadeFor(String key, String value) {
    assertThat(CatalogPolicy.STANDARD.violations(with(key, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type                  | hadoop | (expected a catalog with an atomic swap, such as rest or"
            + " jdbc; HadoopCatalog has none, so two writers could lose each other's rows)",
        "type                  | HADOOP | (expected a catalog with an atomic swap, such as rest or"
            + " jdbc; HadoopCatalog has none, so two writers could lose each other's rows)",
        "type                  | bigquery | (expected rest, jdbc, glue, hive or nessie)",
        "catalog-impl          | org.apache.iceberg.hadoop.HadoopCatalog | (expected a catalog with"
            + " an atomic swap, such as rest or jdbc; HadoopCatalog has none, so two writers could"
            + " lose each other's rows)",
        "catalog-impl          | com.evil.Catalog | (expected one of"
            + " org.apache.iceberg.rest.RESTCatalog, org.apache.iceberg.jdbc.JdbcCatalog,"
            + " org.apache.iceberg.aws.glue.GlueCatalog, org.apache.iceberg.hive.HiveCatalog,"
            + " org.apache.iceberg.nessie.NessieCatalog, or a class that is allowed by its name)",
        "io-impl               | com.evil.IO | (expected one of org.apache.iceberg.aws.s3.S3FileIO,"
            + " org.apache.iceberg.io.ResolvingFileIO, org.apache.iceberg.gcp.gcs.GCSFileIO,"
            + " org.apache.iceberg.azure.adlsv2.ADLSFileIO, or a class that is allowed by its"
            + " name)",
        "io-impl               | org.apache.iceberg.hadoop.HadoopFileIO | (expected one that needs"
            + " no Hadoop, such as org.apache.iceberg.aws.s3.S3FileIO; Hadoop's file systems are"
            + " not part of this connector)",
        "metrics-reporter-impl | com.evil.Reporter | (expected one of"
            + " org.apache.iceberg.metrics.LoggingMetricsReporter, or a class that is allowed by"
            + " its name)",
      })
  void saysWhatIsExpectedInstead(String key, String value, String expected) {
    assertThat(CatalogPolicy.STANDARD.violations(Map.of(key, value)))
        .containsEntry(key, "Invalid " + key + ": " + value + " " + expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock-impl",
        "client.factory",
        "s3.client-factory-impl",
        "client.credentials-provider",
        "adls.token-credential-provider",
        "encryption.kms-impl",
        "rest.auth.type",
        "rest.auth.sigv4.delegate-auth-type",
        "rest.client.tls.configurer-impl",
        "table-override.write.location-provider.impl",
        "nessie.client-builder-impl",
        "some.future.factory",
        "some.future.ClassName",
      })
  void everyKeyThatNamesAClassIsChecked(String key) {
    assertThat(CatalogPolicy.STANDARD.violations(with(key, "com.evil.Thing")))
        .containsOnlyKeys(key)
        .hasEntrySatisfying(
            key,
            message ->
                assertThat(message)
                    .startsWith("Invalid " + key + ": com.evil.Thing (expected ")
                    .endsWith(OTHERS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uri",
        "oauth2-server-uri",
        "credentials.uri",
        "s3.endpoint",
        "glue.endpoint",
        "dynamodb.endpoint",
        "gcs.service.host",
        "azure.keyvault.url",
        "rest.client.proxy.hostname",
        "warehouse"
      })
  void everyKeyThatNamesAnAddressIsChecked(String key) {
    assertThat(CatalogPolicy.STANDARD.violations(with(key, "http://169.254.169.254/latest")))
        .containsOnlyKeys(key)
        .containsEntry(key, "Invalid " + key + forbidden("169.254.169.254"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://169.254.0.1, 169.254.0.1",
    "http://user:pw@169.254.169.254:80/x, 169.254.169.254",
    "http://a@b@169.254.169.254, 169.254.169.254",
    "HTTPS://169.254.169.254., 169.254.169.254.",
    "http://2852039166/, 2852039166",
    "http://0xa9fea9fe/, 0xa9fea9fe",
    "http://0251.0376.0251.0376/, 0251.0376.0251.0376",
    "http://169.254.43518/, 169.254.43518",
    "http://\uFF11\uFF16\uFF19.254.169.254/, \uFF11\uFF16\uFF19.254.169.254",
    "http://169\u3002254\uFF61169\uFF0E254/, 169\u3002254\uFF61169\uFF0E254",
    "http://%31%369.254.169.254/, 169.254.169.254",
    "http:///169.254.169.254/, 169.254.169.254",
    "http://[fe80::1]:8080/, fe80::1",
    "http://[fe80::1%25eth0]/, fe80::1%eth0",
    "http://[febf::1]/, febf::1",
    "http://[::ffff:169.254.169.254]/, ::ffff:169.254.169.254",
    "http://[::169.254.169.254]/, ::169.254.169.254",
    "http://[64:ff9b::a9fe:a9fe]/, 64:ff9b::a9fe:a9fe",
    "http://[fd00:ec2::254]/, fd00:ec2::254",
    "http://metadata.google.internal/x, metadata.google.internal",
    "http://Metadata.Google.Internal./x, Metadata.Google.Internal.",
    "http://100.100.100.200/, 100.100.100.200",
    "'thrift://ok:1,thrift://169.254.1.1:9083', 169.254.1.1",
    "jdbc:postgresql://169.254.169.254:5432/db, 169.254.169.254",
    "'jdbc:postgresql://ok:5432,[fe80::1]:5432/db', fe80::1",
    "jdbc:postgresql://169.254.169.254, 169.254.169.254",
    "jdbc:mysql://%31%369.254.169.254:3306/db, 169.254.169.254",
    "jdbc:mysql://address=(host=169.254.169.254)(port=3306)/db, 169.254.169.254",
    "jdbc:sqlserver://169.254.169.254:1433;databaseName=x, 169.254.169.254",
  })
  void noSpellingOfAForbiddenHostPasses(String uri, String host) {
    assertThat(CatalogPolicy.STANDARD.violations(with("uri", uri)))
        .containsEntry("uri", "Invalid uri" + forbidden(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.253.169.254",
        "http://169.255.0.1",
        "http://169.254.example.com",
        "http://[fec0::1]",
        "http://[2001:db8::a9fe:a9fe]",
        "http://metadata.example.com",
      })
  void neighboursOfForbiddenHostsPass(String uri) {
    assertThat(CatalogPolicy.STANDARD.violations(with("uri", uri))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:///etc/passwd        | Invalid uri: scheme file (expected http, https, thrift or"
            + " jdbc)",
        "ftp://host                | Invalid uri: scheme ftp (expected http, https, thrift or"
            + " jdbc)",
        "catalog:8181              | Invalid uri: no scheme (expected http://, https://, thrift://"
            + " or jdbc:...)",
        "http://good\\@169.254.1.1 | Invalid uri: it has a blank, a control character or a"
            + " backslash (expected an address without)",
        "http://a b                | Invalid uri: it has a blank, a control character or a"
            + " backslash (expected an address without)",
        "jdbc:oracle:thin:u/pw@h:1:x | Invalid uri: database oracle (expected h2, mariadb, mysql,"
            + " postgresql, sqlite or sqlserver)",
        "jdbc:                      | Invalid uri: database '' (expected h2, mariadb, mysql,"
            + " postgresql, sqlite or sqlserver)",
        "jdbc:derby:x              | Invalid uri: database derby (expected h2, mariadb, mysql,"
            + " postgresql, sqlite or sqlserver)",
        "jdbc:h2:mem:x;INIT=RUNSCRIPT          | Invalid uri: parameter INIT (expected none that"
            + " makes the driver load classes, run scripts or read files)",
        "jdbc:postgresql://h/db?socketFactory=x| Invalid uri: parameter socketFactory (expected"
            + " none that makes the driver load classes, run scripts or read files)",
        "jdbc:mysql://h/db?%61utoDeserialize=1 | Invalid uri: parameter autoDeserialize (expected"
            + " none that makes the driver load classes, run scripts or read files)",
        "jdbc:mysql://(host=h,queryInterceptors=x)/db | Invalid uri: parameter queryInterceptors"
            + " (expected none that makes the driver load classes, run scripts or read files)",
      })
  void refusesOtherAddresses(String uri, String message) {
    assertThat(CatalogPolicy.STANDARD.violations(with("uri", uri))).containsEntry("uri", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"socketFactory", "sslfactory", "INIT", "allowLoadLocalInfile"})
  void driverPropertiesAreCheckedToo(String name) {
    assertThat(CatalogPolicy.STANDARD.violations(with("jdbc." + name, "x")))
        .containsOnlyKeys("jdbc." + name)
        .containsEntry(
            "jdbc." + name,
            "Invalid jdbc."
                + name
                + ": parameter "
                + name
                + " (expected none that makes the driver load classes, run scripts or read files)");
  }

  @Test
  void furtherClassesAndHostsCanBeAllowed() {
    CatalogPolicy policy =
        new CatalogPolicy(Set.of("com.ours.Catalog"), Set.of("169.254.20.10", "[FE80::1]"));
    assertThat(policy.violations(Map.of("catalog-impl", "com.ours.Catalog"))).isEmpty();
    assertThat(policy.violations(with("io-impl", "com.ours.Catalog"))).isEmpty();
    assertThat(policy.violations(with("uri", "http://169.254.20.10:8181"))).isEmpty();
    assertThat(policy.violations(with("uri", "http://[fe80::1]:8181"))).isEmpty();
    assertThat(policy.violations(with("uri", "http://169.254.169.254"))).isNotEmpty();
    assertThat(policy.violations(Map.of("catalog-impl", "com.evil.Catalog"))).isNotEmpty();
  }

  @Test
  void hadoopCannotBeAllowed() {
    CatalogPolicy policy =
        new CatalogPolicy(Set.of("org.apache.iceberg.hadoop.HadoopCatalog"), Set.of());
    assertThat(policy.violations(Map.of("catalog-impl", "org.apache.iceberg.hadoop.HadoopCatalog")))
        .containsOnlyKeys("catalog-impl");
  }

  @Test
  void oneOfTypeAndClassIsNeeded() {
    assertThat(CatalogPolicy.STANDARD.violations(Map.of()))
        .containsEntry(
            "type",
            "Invalid type: not set, and no catalog-impl either"
                + " (expected rest, jdbc, glue, hive or nessie)");
    assertThat(
            CatalogPolicy.STANDARD.violations(
                Map.of("type", "rest", "catalog-impl", "org.apache.iceberg.rest.RESTCatalog")))
        .isEqualTo(Map.of("type", "Invalid type: rest (expected none with catalog-impl)"));
  }

  @Test
  void eachOffendingKeyHasItsMessageAndNoneHoldsASecret() {
    Map<String, String> properties =
        Map.of(
            "uri", "file://user:hunter2@host/x?token=hunter2",
            "s3.endpoint", "http://user:hunter2@169.254.169.254/x?token=hunter2",
            "s3.secret-access-key", "hunter2",
            "io-impl", "com.evil.IO");
    assertThat(CatalogPolicy.STANDARD.violations(properties))
        .containsOnlyKeys("io-impl", "s3.endpoint", "type", "uri")
        .allSatisfy((key, message) -> assertThat(message).doesNotContain("hunter2"));
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> properties = new HashMap<>();
    if (!key.equals("catalog-impl")) {
      properties.put("type", "rest");
    }
    properties.put("io-impl", FILE_IO);
    properties.put(key, value);
    return properties;
  }

  private static String forbidden(String host) {
    return ": host "
        + host
        + " (expected one that is neither link-local nor a metadata service, or one that is"
        + " allowed by its name)";
  }
}
