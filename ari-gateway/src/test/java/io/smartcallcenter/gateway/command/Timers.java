package io.smartcallcenter.gateway.command;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Timers that fire when the test says so. */
final class Timers {

    private final Map<Long, Handler<Long>> waiting = new ConcurrentHashMap<>();
    private long last;

    /** A Vert.x that has these timers, and nothing else. */
    Vertx vertx() {
        return (Vertx) Proxy.newProxyInstance(
                Timers.class.getClassLoader(), new Class<?>[] {Vertx.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "setTimer" -> {
                            waiting.put(++last, (Handler<Long>) args[1]);
                            return last;
                        }
                        case "cancelTimer" -> {
                            return waiting.remove((Long) args[0]) != null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    int waiting() {
        return waiting.size();
    }

    /** All that were not cancelled. */
    void fire() {
        List.copyOf(waiting.keySet()).forEach(id -> waiting.remove(id).handle(id));
    }
}
