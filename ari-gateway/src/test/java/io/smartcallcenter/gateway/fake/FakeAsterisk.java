package io.smartcallcenter.gateway.fake;

import io.vertx.core.Vertx;

/** Both interfaces of an Asterisk, without any behaviour of its own: the test says what happens. */
public final class FakeAsterisk implements AutoCloseable {

    private final Vertx vertx;
    private final FakeAri ari;
    private final FakeAmi ami;

    public FakeAsterisk() {
        this(0, 0);
    }

    /** On these ports; 0 takes a free one. */
    public FakeAsterisk(int ariPort, int amiPort) {
        vertx = Vertx.vertx();
        ari = new FakeAri(vertx, ariPort);
        ami = new FakeAmi(vertx, amiPort);
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
