/** Joins the log, the live state and the subscribers: one encode per event and channel, positions, snapshots, recovery. */
package io.smartcallcenter.notification.feed;
