package dev.frazil.connect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The directions that ARCHITECTURE.md names. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.frazil.connect");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.frazil.connect.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void dataPassesInOneDirection() {
    holds(noDependency("row", "parquet", "write", "commit", "deadletter", "assign", "config"));
    holds(noDependency("parquet", "write", "commit", "deadletter", "assign", "config", "metrics"));
    holds(noDependency("write", "commit", "deadletter", "assign", "config"));
    holds(noDependency("assign", "row", "write", "commit", "deadletter", "config"));
    holds(noDependency("commit", "row", "write", "deadletter", "config"));
    holds(noDependency("deadletter", "row", "write", "commit", "assign", "config"));
    holds(noDependency("metrics", "assign", "row", "write", "commit", "deadletter", "config"));
    holds(noDependency("config", "assign", "write", "commit"));
    holds(noDependency("table", "route", "metrics"));
    holds(noDependency("route", "write", "commit", "deadletter", "metrics"));
    holds(noDependency("health", "assign", "row", "write", "commit", "deadletter", "config"));
  }

  @Test
  void rowsSeeNoCatalogNoKafkaClientAndNoClock() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.frazil.connect.row")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.iceberg.catalog..", "org.apache.kafka.clients..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now"));
  }

  private static ArchRule noDependency(String from, String... onto) {
    String[] packages = new String[onto.length];
    for (int i = 0; i < onto.length; i++) {
      packages[i] = "dev.frazil.connect." + onto[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("dev.frazil.connect." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  private static void holds(ArchRule rule) {
    rule.check(CLASSES);
  }
}
