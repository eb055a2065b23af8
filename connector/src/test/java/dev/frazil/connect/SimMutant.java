package dev.frazil.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fault that is put into the product, to see whether the simulation finds it. Its file names the
 * rule that it breaks, the source file, and what is put in the place of what.
 *
 * @param fault in a sentence
 * @param file relative to the checkout
 * @param search is in the file exactly once
 * @param tables on which the simulation can find it
 */
record SimMutant(
    String name,
    String fault,
    Path file,
    String search,
    String replacement,
    SimSeed.Tables tables) {
  private static final String SUFFIX = ".mutant";
  private static final String SEARCH = "<<<<\n";
  private static final String REPLACE = "\n====\n";
  private static final String END = ">>>>\n";

  /** All of them, by name. */
  static List<SimMutant> all(Path checkout) throws IOException {
    List<SimMutant> mutants = new ArrayList<>();
    try (Stream<Path> files = Files.list(checkout.resolve("connector/src/test/mutants"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX)).sorted().toList()) {
        mutants.add(read(file));
      }
    }
    return mutants;
  }

  private static SimMutant read(Path path) throws IOException {
    String name = path.getFileName().toString().replace(SUFFIX, "");
    String text = Files.readString(path);
    int search = text.indexOf(SEARCH);
    int replace = text.indexOf(REPLACE);
    int end = text.lastIndexOf(END);
    if (search < 0 || replace < search || end < replace) {
      throw new IllegalArgumentException("Invalid mutant: " + path);
    }
    String header = text.substring(0, search);
    return new SimMutant(
        name,
        value(header, "Fault: "),
        Path.of(value(header, "File: ")),
        text.substring(search + SEARCH.length(), replace),
        text.substring(replace + REPLACE.length(), end),
        header.contains("Tables: ICEBERG") ? SimSeed.Tables.ICEBERG : SimSeed.Tables.SIMULATED);
  }

  private static String value(String header, String key) {
    return header
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Invalid mutant: no line " + key));
  }

  /** The source of the class with the fault. */
  String source(Path checkout) throws IOException {
    String source = Files.readString(checkout.resolve(file));
    int at = source.indexOf(search);
    if (at < 0 || source.indexOf(search, at + 1) >= 0) {
      throw new IllegalStateException(
          "Cannot apply mutant " + name + ": its text is not exactly once in " + file);
    }
    return source.substring(0, at) + replacement + source.substring(at + search.length());
  }
}
