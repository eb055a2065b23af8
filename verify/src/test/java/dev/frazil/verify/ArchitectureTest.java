package dev.frazil.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.frazil.verify");

  @Test
  void nothingHereKnowsKafkaOrTheSink() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "dev.frazil.connect..", "dev.frazil.transforms..")
        .check(CLASSES);
  }

  @Test
  void nothingHereWrites() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "org\\.apache\\.iceberg\\.(PendingUpdate|AppendFiles|DeleteFiles|RewriteFiles|RowDelta|OverwriteFiles|ExpireSnapshots|ManageSnapshots|Transaction)")
        .check(CLASSES);
  }
}
