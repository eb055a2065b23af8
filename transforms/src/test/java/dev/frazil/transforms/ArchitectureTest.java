package dev.frazil.transforms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.frazil.transforms");

  @Test
  void contractsAndLinesSeeNoClockNoClientAndNoTable() {
    noClasses()
        .that()
        .resideInAnyPackage("..contract..", "..line..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka.clients..",
            "org.apache.kafka.common..",
            "org.apache.iceberg..",
            "java.net.http..",
            "java.nio.file..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(?!URI|URISyntaxException).*")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(classes);
  }

  @Test
  void nothingHereSeesTables() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.iceberg..")
        .check(classes);
  }

  @Test
  void rejectionsDependOnNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("..reject..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.frazil.transforms",
            "dev.frazil.transforms.contract..",
            "dev.frazil.transforms.line..")
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.frazil.(**)").should().beFreeOfCycles().check(classes);
  }
}
