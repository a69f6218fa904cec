package io.smartcallcenter.gateway.fake;

import io.smartcallcenter.embedded.FreePorts;
import io.vertx.core.Vertx;

/** Both interfaces of an Asterisk, without any behaviour of its own: the test says what happens. */
public final class FakeAsterisk implements AutoCloseable {

    private final Vertx vertx;
    private final FakeAri ari;
    private final FakeAmi ami;

    public FakeAsterisk() {
        vertx = Vertx.vertx();
        ari = new FakeAri(vertx, FreePorts.next());
        ami = new FakeAmi(vertx, FreePorts.next());
        ari.start();
        ami.start();
    }

    public FakeAri ari() {
        return ari;
    }

    public FakeAmi ami() {
        return ami;
    }

    @Override
    public void close() {
        Await.result(vertx.close());
    }
}
