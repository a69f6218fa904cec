package io.smartcallcenter.cdr.source;

import io.smartcallcenter.cdr.settings.AsteriskDatabase;

/** Where the rows of each node go. */
public interface NodeStores {

    /** @param source the table that is read: another one of the same node has a cursor of its own */
    ImportStore of(AsteriskDatabase source);
}
