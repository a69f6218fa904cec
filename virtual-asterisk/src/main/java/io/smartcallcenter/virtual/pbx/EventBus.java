package io.smartcallcenter.virtual.pbx;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;

/** Tells every listener, in the order in which they were given. */
public final class EventBus {

    private final PbxEvents all = (PbxEvents)
            Proxy.newProxyInstance(PbxEvents.class.getClassLoader(), new Class<?>[] {PbxEvents.class}, this::tell);
    private PbxEvents[] listeners = new PbxEvents[0];

    /** What is told to it is told to all listeners. */
    public PbxEvents all() {
        return all;
    }

    public void listeners(List<PbxEvents> all) {
        listeners = all.toArray(PbxEvents[]::new);
    }

    /** One more listener, told after all others: when it hears of an event, ARI and AMI have written it. Gone with a restart. */
    public void also(PbxEvents listener) {
        listeners = Arrays.copyOf(listeners, listeners.length + 1);
        listeners[listeners.length - 1] = listener;
    }

    private Object tell(Object proxy, Method event, Object[] arguments) throws Throwable {
        for (PbxEvents listener : listeners) {
            try {
                event.invoke(listener, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }
        return null;
    }
}
