package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.DomainEvent;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An event with something in every field, by which a scenario shows what it can tell of. */
final class Specimen {
    private static final Map<Class<?>, Object> OF_TYPE = Map.of(
            int.class,
            1,
            Integer.class,
            1,
            long.class,
            1L,
            Long.class,
            1L,
            boolean.class,
            true,
            Boolean.class,
            true,
            Instant.class,
            Instant.EPOCH,
            LocalDate.class,
            LocalDate.EPOCH);

    private Specimen() {}

    static <E extends DomainEvent> E of(Class<E> event) {
        return event.cast(filled(event));
    }

    private static Object filled(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(components)
                .map(component -> value(component.getType(), component.getName()))
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no specimen of " + type, e);
        }
    }

    private static Object value(Class<?> type, String name) {
        if (type == String.class) {
            return name;
        }
        if (type == List.class) {
            return List.of(name);
        }
        if (type == Set.class) {
            return Set.of(name);
        }
        if (type.isRecord()) {
            return filled(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        Object value = OF_TYPE.get(type);
        if (value == null) {
            throw new IllegalStateException("no specimen of " + type + " for " + name);
        }
        return value;
    }
}
