package io.smartcallcenter.kpi.history;

import io.smartcallcenter.kpi.call.CallRecord;
import io.smartcallcenter.kpi.store.Place;
import java.util.List;

/**
 * Some calls of a list, the newest first.
 *
 * @param next where the list goes on; null at its end. A page may be shorter than was asked for, and there is a next one
 */
public record CallPage(List<CallRecord> calls, Place next) {}
