package ai.gateway.access;

import ai.gateway.exchange.Operation;

import java.util.List;
import java.util.Map;

/**
 * A key as people write it, except what opens with it. {@link KeyForms} makes a {@link VirtualKey} of it.
 *
 * @param expires a date, of which it is the last, or a time; empty for never
 * @param defaults a JSON object, or {@code name=value} by comma; empty for none
 * @param overrides like those
 * @param providerKeys by provider: secrets, which are shown to nobody else
 */
public record KeyForm(
        String name,
        String owner,
        List<String> models,
        List<Operation> operations,
        List<String> providers,
        List<String> routes,
        List<String> addresses,
        String expires,
        boolean disabled,
        Map<String, String> tags,
        String defaults,
        String overrides,
        Map<String, String> providerKeys,
        Amounts amounts) {

    public KeyForm {
        models = List.copyOf(models);
        operations = List.copyOf(operations);
        providers = List.copyOf(providers);
        routes = List.copyOf(routes);
        addresses = List.copyOf(addresses);
        tags = Map.copyOf(tags);
        providerKeys = Map.copyOf(providerKeys);
    }

    /** One of which nothing else is said. */
    public static KeyForm of(String name) {
        return new KeyForm(
                name,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                /* disabled= */ false,
                Map.of(),
                "",
                "",
                Map.of(),
                Amounts.NONE);
    }

    public KeyForm disabled(boolean now) {
        return with(now, providerKeys);
    }

    public KeyForm withProviderKeys(Map<String, String> other) {
        return with(disabled, other);
    }

    private KeyForm with(boolean off, Map<String, String> keys) {
        return new KeyForm(
                name,
                owner,
                models,
                operations,
                providers,
                routes,
                addresses,
                expires,
                off,
                tags,
                defaults,
                overrides,
                keys,
                amounts);
    }

    /** Nothing of its secrets. */
    @Override
    public String toString() {
        return "KeyForm[" + name + "]";
    }
}
