package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Everything that travels on the suite's Kafka topics. The JSON value carries a {@code type} discriminator (for example
 * {@code call.queue.joined}); unknown fields are ignored and an unknown type is read as {@link Unknown}, never as an error.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface SccEvent
        permits CallEvent,
                AgentEvent,
                NodeEvent,
                AsteriskState,
                CallState,
                CallCommand,
                RoutingEvent,
                RulesPublished,
                KpiUpdate,
                KpiTouched,
                CdrEvent,
                Alert,
                CustomerEvent,
                NoteEvent,
                Unknown {}
