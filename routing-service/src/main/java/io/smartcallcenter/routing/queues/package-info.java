/** How queues ring their operators and when callers leave them. Plain Java. */
package io.smartcallcenter.routing.queues;
