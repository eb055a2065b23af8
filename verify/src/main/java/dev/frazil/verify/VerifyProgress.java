package dev.frazil.verify;

/** Is told how far a verification is; on the thread that asked for it. */
public interface VerifyProgress {

  /** Tells nobody. */
  VerifyProgress NONE = (files, totalFiles, rows) -> {};

  /**
   * About five times a second while files are read, and once at the end.
   *
   * @param files data files done
   * @param totalFiles data files in all, or -1 if the snapshot does not say
   * @param rows rows read
   */
  void at(long files, long totalFiles, long rows);
}
