package io.smartcallcenter.bench.stub;

import io.vertx.core.Future;

/** How much was written to a link and not yet taken: what a consumer that is too slow makes grow. */
final class Outflow {

    private long waiting;

    void watch(int bytes, Future<Void> written) {
        waiting += bytes;
        written.onComplete(done -> waiting -= bytes);
    }

    long waiting() {
        return waiting;
    }
}
