/**
 * The one ordered log behind all channels (ADR 0009): {@code LogWriter} copies the suite's topics into the topic
 * {@code notification-log} (one partition), {@code LogReader} reads it in every replica. Its offsets are the protocol's.
 */
package io.smartcallcenter.notification.log;
