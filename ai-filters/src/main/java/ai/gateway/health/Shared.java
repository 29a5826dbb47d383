package ai.gateway.health;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** One immutable value that many threads read and replace: never null, otherwise an {@link AtomicReference}. */
final class Shared<T> {

    private final AtomicReference<T> value;

    Shared(T first) {
        value = new AtomicReference<>(first);
    }

    T get() {
        return Objects.requireNonNull(value.get());
    }

    /** Unless somebody has replaced {@code before} meanwhile. */
    boolean replace(T before, T after) {
        return value.compareAndSet(before, after);
    }

    /** Returns what was there. */
    T swap(T next) {
        return Objects.requireNonNull(value.getAndSet(next));
    }
}
