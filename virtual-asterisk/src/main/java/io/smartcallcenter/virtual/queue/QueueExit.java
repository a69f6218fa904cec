package io.smartcallcenter.virtual.queue;

/**
 * How Queue() ends without an answer: the value of QUEUESTATUS, except ABANDON (the caller is gone) and KEY (the caller has pressed a
 * key that leads out of the queue), which set no variable.
 */
public enum QueueExit {
    TIMEOUT,
    LEAVEEMPTY,
    JOINEMPTY,
    FULL,
    WITHDRAW,
    UNKNOWN,
    ABANDON,
    KEY
}
