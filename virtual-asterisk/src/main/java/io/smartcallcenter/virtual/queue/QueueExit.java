package io.smartcallcenter.virtual.queue;

/** How Queue() ends without an answer: the value of QUEUESTATUS, except ABANDON (the caller is gone and no variable is set). */
public enum QueueExit {
    TIMEOUT,
    LEAVEEMPTY,
    JOINEMPTY,
    FULL,
    UNKNOWN,
    ABANDON
}
