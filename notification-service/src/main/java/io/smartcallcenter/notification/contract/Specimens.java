package io.smartcallcenter.notification.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes valid records of any type. Records check and complete their components when they are made, so what is left out on trial
 * tells what is always present in their JSON; no list of required fields has to be kept by hand.
 */
final class Specimens {

    /** Of every text: an id, a queue and an interface that fit each other. */
    static final String TEXT = "x";

    private Specimens() {}

    static <T> T of(Class<T> type) {
        return make(type, arguments(type));
    }

    /** Whether a record that was made without this component has it all the same, or is refused. */
    static boolean alwaysPresent(Class<?> type, String component) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(component)) {
                return components[i].getType().isPrimitive()
                        || List.class.isAssignableFrom(components[i].getType())
                        || survivesNull(type, i);
            }
        }
        throw new IllegalArgumentException(type + " has no component " + component);
    }

    private static boolean survivesNull(Class<?> type, int component) {
        Object[] arguments = arguments(type);
        arguments[component] = null;
        try {
            return value(type.getRecordComponents()[component], make(type, arguments)) != null;
        } catch (IllegalArgumentException refused) {
            return true;
        }
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object[] arguments(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> any(component.getType()))
                .toArray();
    }

    private static <T> T make(Class<T> type, Object[] arguments) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<T> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(type + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object any(Class<?> type) {
        if (type.isRecord()) {
            return of(type);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isSealed()) {
            return any(type.getPermittedSubclasses()[0]);
        }
        return SIMPLE.get(type);
    }

    private static final Map<Class<?>, Object> SIMPLE = Map.ofEntries(
            Map.entry(String.class, TEXT),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(List.class, List.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(double.class, 1.0),
            Map.entry(boolean.class, false),
            Map.entry(Integer.class, 1),
            Map.entry(Long.class, 1L),
            Map.entry(Double.class, 1.0),
            Map.entry(Boolean.class, false));
}
