package ai.gateway.cloud;

import ai.gateway.provider.Provider;
import reactor.core.publisher.Mono;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What is kept for each provider, as long as its settings stay the same. */
final class PerProvider<T> {

    private record Entry<T>(Map<String, String> settings, Renewed<T> renewed) {

        /** The very same map, mostly: settings are read once and then passed on. */
        boolean isOf(Provider provider) {
            return settings == provider.settings() || settings.equals(provider.settings());
        }
    }

    private final Map<String, Entry<T>> entries = new ConcurrentHashMap<>();
    private final Function<Provider, Renewed<T>> make;

    PerProvider(Function<Provider, Renewed<T>> make) {
        this.make = make;
    }

    Mono<T> get(Provider provider) {
        Entry<T> known = entries.get(provider.name());
        if (known == null || !known.isOf(provider)) {
            known = entries.compute(
                    provider.name(),
                    (name, entry) -> entry != null && entry.isOf(provider)
                            ? entry
                            : new Entry<>(provider.settings(), make.apply(provider)));
        }
        return known.renewed().get();
    }
}
