package io.smartcallcenter.notification;

/** What the replicas of this service share. */
public final class NotificationDatabase {

    public static final String NAME = "scc_notification";

    private NotificationDatabase() {}
}
