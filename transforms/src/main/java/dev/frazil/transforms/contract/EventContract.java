package dev.frazil.transforms.contract;

import dev.frazil.transforms.reject.RejectReason;
import org.apache.kafka.connect.data.Schema;

/**
 * What the events of a topic look like: a JSON Schema (draft 2020-12) document, compiled. It cannot
 * be changed, and any thread may use it; each thread that reads events has its own {@link
 * EventReader}.
 *
 * <p>Each property is a column: {@code string} is STRING, or with {@code format: date-time} an
 * INT64 named {@link MicroTimestamp#LOGICAL_NAME}, or with {@code format: date} Connect's Date;
 * {@code integer} is INT64, or with {@code format: int32} INT32; {@code number} is FLOAT64; {@code
 * boolean} is BOOLEAN; {@code object} is STRUCT, or a MAP where it names no properties; {@code
 * array} is ARRAY. It may be null unless it is required and null is not valid. Formats are
 * asserted. A keyword that is not supported is refused by name. These extensions are known:
 *
 * <ul>
 *   <li>{@code x-frazil-type}: what a value is stored as instead: {@code json} (its text), {@code
 *       decimal(p,s)} or {@code timestamp_ns} ({@link NanoTimestamp}).
 *   <li>{@code x-frazil-reason}: the {@link RejectReason} for a value that breaks a rule, or an
 *       object of reasons by keyword. A single reason leaves wrong types, missing values and
 *       numbers out of range theirs.
 *   <li>{@code x-frazil-null: absent}: an explicit null in an optional property is no value;
 *       otherwise it is a wrong type, unless null is valid. In a required property it is a missing
 *       value.
 *   <li>{@code x-frazil-column: false}, on a property: it is checked but is no column.
 *   <li>{@code x-frazil-unknown}: whether members that are no properties are left out ({@code
 *       ignore}), make the event rejected ({@code reject}), or are kept as text ({@code capture}).
 *   <li>{@code x-frazil-redact: true}: rejections do not show the value.
 * </ul>
 */
public final class EventContract {
  private final Schema schema;
  private final ValueRule rule;
  private final int objectRules;

  EventContract(Schema schema, ValueRule rule, int objectRules) {
    this.schema = schema;
    this.rule = rule;
    this.objectRules = objectRules;
  }

  /** Compiles the document; throws {@link ContractException} when it is no contract. */
  public static EventContract compile(String json) {
    return ContractCompiler.compile(json);
  }

  /**
   * The Connect schema of the events: a struct with one field for each column, in the order of the
   * document.
   */
  public Schema schema() {
    return schema;
  }

  /** A reader for one thread that takes events of at most {@code maxBytes} bytes. */
  public EventReader reader(int maxBytes) {
    return new EventReader(this, maxBytes);
  }

  /** Reads an event into a struct. */
  ValueRule rule() {
    return rule;
  }

  /** How many rules for objects there are in it. */
  int objectRules() {
    return objectRules;
  }
}
