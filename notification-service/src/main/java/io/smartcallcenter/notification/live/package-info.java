/**
 * What happens in the call centre right now: calls, queues, operators and nodes, folded from the events of the suite. Plain
 * Java and deterministic: no clock, no thread, no I/O, so every replica that reads the same log holds the same state.
 */
package io.smartcallcenter.notification.live;
