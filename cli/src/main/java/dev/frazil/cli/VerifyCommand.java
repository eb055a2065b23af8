package dev.frazil.cli;

import dev.frazil.local.LocalStackException;
import dev.frazil.tables.CatalogOpenException;
import dev.frazil.tables.TableName;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.verify.Certificate;
import dev.frazil.verify.FileCheck;
import dev.frazil.verify.TableVerifier;
import dev.frazil.verify.Unverifiable;
import dev.frazil.verify.Verdict;
import dev.frazil.verify.VerifyOptions;
import dev.frazil.verify.VerifyProgress;
import dev.frazil.verify.Violations;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves a table from itself. */
@Command(
    name = "verify",
    description =
        "Prove from a table itself that it holds each Kafka record once: snapshot after snapshot,"
            + " file after file, row after row.",
    footer = {
      "",
      "Reads the catalog and the _kafka_ columns of all data files, and writes nothing. What is"
          + " checked, and what the codes mean: docs/how-to-verify.md",
      "",
      "Examples:",
      "  ./frazil verify silver.events_views",
      "  ./frazil verify silver.events_views --json --all",
      "  ./frazil verify silver.events_views --connector config/connectors/movies.json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:proven",
      "1:violated; the output says what, with snapshot, partition and offsets",
      "2:cannot be verified, or wrong usage; the message says why"
    })
final class VerifyCommand extends Subcommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(VerifyCommand.class);
  private static final int VIOLATED = 1;
  private static final int CANNOT_VERIFY = 2;
  private static final int ALL = 100;

  @Parameters(paramLabel = "TABLE", description = "Such as silver.events_views.")
  private String table = "";

  @Mixin private final CatalogChoice choice = new CatalogChoice();

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "Branch of the table. Default: the connector's, or main.")
  private Optional<String> branch = Optional.empty();

  @Option(
      names = "--ledger-id",
      paramLabel = "ID",
      description = "The ledger's name, iceberg.ledger-id. Default: the connector's, or default.")
  private Optional<String> ledgerId = Optional.empty();

  @Option(names = "--all", description = "Look for up to 100 violations, not only for the first.")
  private boolean all;

  @Option(names = "--no-files", description = "Do not ask the store for the length of each file.")
  private boolean withoutFiles;

  @Option(names = "--json", description = "Print JSON and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    if (choice.isAmbiguous()) {
      throw wrongUsage("Invalid catalog: --connector and --catalog-config (expected one of them)");
    }
    TableIdentifier identifier = identifier();
    try {
      Verdict verdict = verify(identifier);
      screen().lines(json ? VerdictJson.lines(verdict) : VerdictText.lines(verdict));
      return exitCode(verdict);
    } catch (CommandFailure | LocalStackException | CatalogOpenException e) {
      return cannot(String.valueOf(e.getMessage()), e);
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return cannot("Cannot verify " + table + ": the catalog has no such table", e);
    } catch (RuntimeException e) {
      return cannot("Cannot verify " + table + ": " + e, e);
    }
  }

  private TableIdentifier identifier() {
    try {
      return TableName.parse(table);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private LedgerId ledger() {
    String id =
        ledgerId.or(() -> choice.ofConnector("iceberg.ledger-id")).orElse(LedgerId.DEFAULT.id());
    Optional<String> chosen =
        branch.or(() -> choice.ofConnector("iceberg.tables.default-commit-branch"));
    try {
      return new LedgerId(id, chosen.orElse(null));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Verdict verify(TableIdentifier identifier) {
    LedgerId ledger = ledger();
    VerifyOptions options =
        VerifyOptions.standard()
            .withMaxViolations(all ? ALL : 1)
            .withFileCheck(withoutFiles ? FileCheck.NONE : FileCheck.LENGTHS);
    Catalog catalog = choice.open();
    try {
      Table loaded = catalog.loadTable(identifier);
      return TableVerifier.verify(loaded, ledger, options, progress());
    } finally {
      close(catalog);
    }
  }

  private VerifyProgress progress() {
    if (json) {
      return VerifyProgress.NONE;
    }
    Screen screen = screen();
    long began = System.nanoTime();
    return (files, total, rows) -> {
      double seconds = (System.nanoTime() - began) / 1e9;
      screen.status(VerdictText.progress(files, total, rows, seconds));
    };
  }

  /** A table whose rows cannot be compared is not proven. */
  static int exitCode(Verdict verdict) {
    if (verdict instanceof Certificate certificate) {
      return switch (certificate.rowCheck()) {
        case COMPARED -> 0;
        case NO_KAFKA_COLUMNS -> CANNOT_VERIFY;
      };
    }
    return verdict instanceof Violations ? VIOLATED : CANNOT_VERIFY;
  }

  private int cannot(String reason, RuntimeException e) {
    LOG.error("Cannot verify {}", table, e);
    if (json) {
      screen().lines(VerdictJson.lines(new Unverifiable(table, reason)));
    } else {
      err().println(reason);
      err().flush();
    }
    return CANNOT_VERIFY;
  }

  private static void close(Catalog catalog) {
    if (catalog instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot close the catalog: " + e.getMessage(), e);
      }
    }
  }
}
