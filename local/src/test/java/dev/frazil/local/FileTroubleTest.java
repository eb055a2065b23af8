package dev.frazil.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileTroubleTest {
  @Test
  void saysTheReasonWhereTheMessageIsOnlyTheName() {
    assertThat(FileTrouble.reason(new NoSuchFileException("f"))).isEqualTo("there is no such file");
    assertThat(FileTrouble.reason(new AccessDeniedException("f"))).isEqualTo("permission denied");
    assertThat(FileTrouble.reason(new FileAlreadyExistsException("f")))
        .isEqualTo("there is a file of this name already");
    assertThat(FileTrouble.reason(new FileSystemException("f", null, "Read-only file system")))
        .isEqualTo("Read-only file system");
    assertThat(FileTrouble.reason(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FileTrouble.reason(new IOException())).isEqualTo("java.io.IOException");
  }

  @Test
  void namesTheFileOnRequest() {
    assertThat(FileTrouble.reasonAndFile(new FileSystemException("f", null, "Read-only")))
        .isEqualTo("Read-only: f");
    assertThat(FileTrouble.reasonAndFile(new IOException("disk full"))).isEqualTo("disk full");
  }
}
