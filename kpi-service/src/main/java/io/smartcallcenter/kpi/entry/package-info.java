/** QueueEntry: one per {@code QueueCallerJoin}; and the calls that a queue refused. */
package io.smartcallcenter.kpi.entry;
