package dev.frazil.cli;

import dev.frazil.transforms.FrazilVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class CommandVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"frazil " + FrazilVersion.version()};
  }
}
