package dev.frazil.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.frazil.chaos");

  @Test
  void nothingHereKnowsTheSink() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.frazil.connect..", "dev.frazil.transforms..")
        .check(CLASSES);
  }

  @Test
  void theCheckerKnowsNoTableAndNoKafka() {
    classes()
        .that()
        .haveSimpleName("Checker")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.frazil.chaos", "org.jspecify..")
        .check(CLASSES);
  }
}
