package io.smartcallcenter.notification.alert;

import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets what was put in first when there is more than a bound: names come from outside, and memory has an end. */
final class Newest<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    Newest(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
