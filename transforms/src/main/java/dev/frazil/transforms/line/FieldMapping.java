package dev.frazil.transforms.line;

/**
 * A field of the events of a rule.
 *
 * @param field its name
 * @param source where its value comes from
 * @param path of the mapping in the document of rules
 */
record FieldMapping(String field, FieldSource source, String path) {}
