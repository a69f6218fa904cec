package io.smartcallcenter.virtual.astdb;

/** A dynamic member as {@code persistentmembers = yes} keeps it. */
public record SavedMember(
        String device, String name, int penalty, boolean paused, String pausedReason, boolean ringinuse) {}
