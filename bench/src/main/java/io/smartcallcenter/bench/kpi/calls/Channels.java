package io.smartcallcenter.bench.kpi.calls;

/** Uniqueids of the channels of one call: node, second of the call's begin, a counter of the node. */
final class Channels {

    private final String prefix;
    private long counter;

    Channels(String node, long second, long first) {
        prefix = node + "-" + second + ".";
        counter = first;
    }

    String next() {
        return prefix + counter++;
    }
}
