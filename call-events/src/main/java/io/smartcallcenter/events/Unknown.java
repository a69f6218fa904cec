package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * A record that this version cannot read: a type of a newer version, broken JSON or a missing field. Consumers count it,
 * pass its raw bytes to the dead letter topic and go on.
 *
 * @param eventType the type that the record claims, or an empty string
 * @param reason why it could not be read, for people
 * @param raw the record's value as it came, possibly empty
 */
@JsonTypeName("unknown")
public record Unknown(String eventType, String reason, byte[] raw) implements SccEvent {}
