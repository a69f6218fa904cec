/** Operator states: member of a queue, paused, reachable; as intervals, united over queues and clipped to a range. */
package io.smartcallcenter.kpi.operator;
