package dev.frazil.tables;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.frazil.tables");

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.frazil.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theLedgerKnowsNoCatalog() {
    noClasses()
        .that()
        .resideInAPackage("dev.frazil.tables.ledger")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.iceberg.catalog", "org.apache.iceberg.rest..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.frazil.tables.Catalogs")
        .check(CLASSES);
  }

  @Test
  void nothingHereKnowsKafka() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }
}
