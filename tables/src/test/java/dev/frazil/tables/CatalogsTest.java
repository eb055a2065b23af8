package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class CatalogsTest {

  private static final CatalogPolicy IN_MEMORY =
      new CatalogPolicy(
          Set.of(InMemoryCatalog.class.getName(), InMemoryFileIO.class.getName()), Set.of());
  private static final TableIdentifier VIEWS = TableIdentifier.of("silver", "views");
  private static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "event_id", Types.StringType.get()));

  @Test
  void opensAJdbcCatalog() throws Exception {
    Catalog catalog = Catalogs.open("lake", h2("jdbc:h2:mem:opens;DB_CLOSE_DELAY=-1"), IN_MEMORY);
    try (Closeable closing = (Closeable) catalog) {
      assertThat(closing).isInstanceOf(JdbcCatalog.class);
      ((SupportsNamespaces) catalog).createNamespace(Namespace.of("silver"));
      Table created = catalog.createTable(VIEWS, SCHEMA);
      created.newAppend().set("frazil.commit-id", "1").commit();
      Table loaded = catalog.loadTable(VIEWS);
      assertThat(loaded.name()).isEqualTo("lake.silver.views");
      assertThat(loaded.currentSnapshot().summary()).containsEntry("frazil.commit-id", "1");
    }
  }

  @Test
  void opensACatalogThatIsAllowedByItsClass() throws Exception {
    Map<String, String> properties = Map.of("catalog-impl", InMemoryCatalog.class.getName());
    assertThatThrownBy(() -> Catalogs.open("lake", properties, CatalogPolicy.STANDARD))
        .isInstanceOf(CatalogOpenException.class);
    try (Closeable catalog = (Closeable) Catalogs.open("lake", properties, IN_MEMORY)) {
      assertThat(catalog).isInstanceOf(InMemoryCatalog.class);
    }
  }

  @Test
  void refusesHadoop() {
    assertThatThrownBy(() -> Catalogs.open("lake", Map.of("type", "hadoop"), IN_MEMORY))
        .isInstanceOf(CatalogOpenException.class)
        .hasMessage(
            "Cannot open catalog lake: Invalid type: hadoop (expected a catalog with an atomic"
                + " swap, such as rest or jdbc; HadoopCatalog has none, so two writers could lose"
                + " each other's rows)");
  }

  @Test
  void namesEveryViolation() {
    assertThatThrownBy(
            () ->
                Catalogs.open(
                    "lake", Map.of("type", "rest", "uri", "catalog", "lock-impl", "x"), IN_MEMORY))
        .hasMessageStartingWith("Cannot open catalog lake: Invalid lock-impl: x (expected one of")
        .hasMessageEndingWith(
            "; Invalid uri: no scheme (expected http://, https://, thrift:// or jdbc:...)");
  }

  @Test
  void saysWhatTheCatalogSaysOnOneLine() {
    Map<String, String> properties = h2("jdbc:h2:tcp://127.0.0.1:1/lake");
    assertThatThrownBy(() -> Catalogs.open("lake", properties, IN_MEMORY))
        .isInstanceOf(CatalogOpenException.class)
        .hasMessageStartingWith(
            "Cannot open catalog lake: Failed to connect: jdbc:h2:tcp://127.0.0.1:1/lake (")
        .hasMessageContaining("Connection refused")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void saysThatARestCatalogDoesNotAnswer() {
    Map<String, String> properties =
        Map.of("type", "rest", "uri", "http://127.0.0.1:1", "rest.client.max-retries", "1");
    assertThatThrownBy(() -> Catalogs.open("lake", properties, CatalogPolicy.STANDARD))
        .isInstanceOf(CatalogOpenException.class)
        .hasMessageStartingWith("Cannot open catalog lake: ")
        .hasMessageContaining("Connection refused")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void saysWhichClassIsMissing() {
    assertThatThrownBy(
            () ->
                Catalogs.open(
                    "lake",
                    Map.of("type", "nessie", "io-impl", "org.apache.iceberg.aws.s3.S3FileIO"),
                    CatalogPolicy.STANDARD))
        .isInstanceOf(CatalogOpenException.class)
        .hasMessageStartingWith("Cannot open catalog lake: ")
        .hasMessageContaining("org.apache.iceberg.nessie.NessieCatalog")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void neverTellsASecret() {
    Map<String, String> properties =
        h2("jdbc:h2:tcp://127.0.0.1:1/lake;USER=frazil;PASSWORD=hunter2");
    properties.put("jdbc.password", "hunter3");
    properties.put("credential", "lake:hunter2");
    assertThatThrownBy(() -> Catalogs.open("hunt", properties, IN_MEMORY))
        .hasMessageContaining("PASSWORD=[hidden]")
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("hunter"));
  }

  @Test
  void leavesTheThreadAsItWas() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader empty = new ClassLoader(null) {};
    thread.setContextClassLoader(empty);
    try {
      Map<String, String> properties = Map.of("catalog-impl", InMemoryCatalog.class.getName());
      ((Closeable) Catalogs.open("lake", properties, IN_MEMORY)).close();
      assertThat(thread.getContextClassLoader()).isSameAs(empty);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Map<String, String> h2(String uri) {
    Map<String, String> properties = new HashMap<>();
    properties.put("type", "jdbc");
    properties.put("uri", uri);
    properties.put("jdbc.schema-version", "V1");
    properties.put("warehouse", "memory/lake");
    properties.put("io-impl", InMemoryFileIO.class.getName());
    return properties;
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
