package ai.gateway.pipeline;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Monos whose value is there, or is made by a call: these are called, here and now, where others are waited for. A filter has
 * nearly always nothing to wait for, and to subscribe costs more than what most of them do. Each method is for what is itself
 * done only when somebody has subscribed.
 */
public final class Now {

    private Now() {}

    /** As {@link Mono#flatMap}. */
    public static <T, R> Mono<R> flatMap(Mono<T> source, Function<T, Mono<R>> next) {
        return is(source)
                ? called(source, value -> value == null ? Mono.empty() : next.apply(value))
                : source.flatMap(next);
    }

    /** As {@link Mono#map}. */
    public static <T, R> Mono<R> map(Mono<T> source, Function<T, R> change) {
        return is(source) ? flatMap(source, value -> Mono.just(change.apply(value))) : source.map(change);
    }

    /** As {@link Mono#defaultIfEmpty}. */
    public static <T> Mono<T> or(Mono<T> source, T other) {
        return is(source)
                ? called(source, value -> Mono.just(value == null ? other : value))
                : source.defaultIfEmpty(other);
    }

    /** As {@link Mono#thenReturn}. */
    public static <T> Mono<T> thenReturn(Mono<Void> source, T value) {
        return is(source) ? called(source, nothing -> Mono.just(value)) : source.thenReturn(value);
    }

    private static <T, R> Mono<R> called(Mono<T> source, Function<@Nullable T, Mono<R>> next) {
        try {
            return next.apply(value(source));
        } catch (Exception failed) {
            return Mono.error(failed);
        }
    }

    public static boolean is(Mono<?> source) {
        return source instanceof Callable<?>;
    }

    /** What it gives; null for nothing. */
    @SuppressWarnings("unchecked")
    public static <T> @Nullable T value(Mono<T> source) throws Exception {
        return ((Callable<T>) source).call();
    }
}
