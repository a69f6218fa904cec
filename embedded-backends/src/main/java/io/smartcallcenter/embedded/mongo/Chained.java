package io.smartcallcenter.embedded.mongo;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** One part after the other; each is opened when the one before it is at its end. */
final class Chained<T> implements Iterator<T> {

    private final Iterator<Iterator<T>> parts;
    private Iterator<T> current = Collections.emptyIterator();

    Chained(Iterator<Iterator<T>> parts) {
        this.parts = parts;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && parts.hasNext()) {
            current = parts.next();
        }
        return current.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }
}
