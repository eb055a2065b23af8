package dev.frazil.local;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file, in words for people: exceptions often say no more than its name. */
public final class FileTrouble {
  private FileTrouble() {}

  /** The reason, as the end of a message that names the file. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "there is a file of this name already";
    }
    if (e instanceof JsonProcessingException json) {
      return ofJson(json);
    }
    String reason = e instanceof FileSystemException trouble ? trouble.getReason() : null;
    if (reason != null) {
      return reason;
    }
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.toString() : message;
  }

  /** The reason and, where it is known, the file. */
  static String reasonAndFile(IOException e) {
    return e instanceof FileSystemException trouble
        ? reason(e) + ": " + trouble.getFile()
        : reason(e);
  }

  private static String ofJson(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return e instanceof JsonParseException
        ? "not JSON" + where + ": " + e.getOriginalMessage()
        : "not what was expected" + where;
  }
}
