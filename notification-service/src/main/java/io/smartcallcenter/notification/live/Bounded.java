package io.smartcallcenter.notification.live;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map in order of insertion that forgets its oldest entry beyond a bound: hostile or lost input never fills the heap. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {

    private final int bound;

    Bounded(int bound) {
        this.bound = bound;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > bound;
    }
}
