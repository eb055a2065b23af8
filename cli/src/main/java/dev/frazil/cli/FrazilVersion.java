package dev.frazil.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the manifest of its jar. */
final class FrazilVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = FrazilVersion.class.getPackage().getImplementationVersion();
    return new String[] {"frazil " + (version == null ? "(not built as a jar)" : version)};
  }
}
