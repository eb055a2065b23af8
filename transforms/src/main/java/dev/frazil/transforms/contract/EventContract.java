package dev.frazil.transforms.contract;

import dev.frazil.transforms.reject.RejectReason;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a topic look like: a JSON Schema (draft 2020-12) document, compiled. It cannot
 * be changed, and any thread may use it; each thread that reads events has its own {@link
 * EventReader}.
 */
public final class EventContract {
  private final Schema schema;
  private final PropertyTable properties;
  private final @Nullable RejectReason unknownMembers;

  EventContract(Schema schema, PropertyTable properties, @Nullable RejectReason unknownMembers) {
    this.schema = schema;
    this.properties = properties;
    this.unknownMembers = unknownMembers;
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

  PropertyTable properties() {
    return properties;
  }

  /**
   * Why an event with a member that the contract does not name is rejected; null when it is not.
   */
  @Nullable RejectReason unknownMembers() {
    return unknownMembers;
  }
}
