package io.smartcallcenter.kpi.store;

import java.time.Instant;

/** Where a page of a list ended: the list goes on behind it, whatever was inserted meanwhile. */
public record Place(Instant at, String id) {}
