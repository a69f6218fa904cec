package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.CallState;

/** What is counted within one call: its events, and what has no id of its own in Asterisk. */
final class Numbering {

    private long seq;
    private int fallbacks;
    private int ivrSteps;
    private int refusals;

    void inherit(long last, CallState.Counters counters) {
        seq = last;
        fallbacks = counters.fallbacks();
        ivrSteps = counters.ivrSteps();
        refusals = counters.refusals();
    }

    long nextSeq() {
        return ++seq;
    }

    /** The number of the last event. */
    long seq() {
        return seq;
    }

    int nextFallback() {
        return ++fallbacks;
    }

    int nextIvrStep() {
        return ++ivrSteps;
    }

    int nextRefusal() {
        return ++refusals;
    }

    CallState.Counters counters() {
        return new CallState.Counters(fallbacks, ivrSteps, refusals);
    }
}
