package ai.gateway.hooks;

import ai.gateway.delivery.Receiver;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.Catalogue;
import ai.gateway.reach.AddressGuard;
import ai.gateway.reach.AddressRefused;
import ai.gateway.reach.AllowList;
import ai.gateway.reach.Endpoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Makes receivers and thresholds of what is written of them. */
final class HooksReader implements SettingsPart<HooksProperties, Hooks> {

    private static final int SHORTEST_SECRET = 16;
    private static final int HIGHEST_THRESHOLD = 1000;
    private static final Set<String> EVENTS = new TreeSet<>(Set.of(BudgetEvent.OF_BUDGET, BudgetEvent.OF_LIMIT));

    @Override
    public Class<HooksProperties> written() {
        return HooksProperties.class;
    }

    @Override
    public Class<Hooks> type() {
        return Hooks.class;
    }

    @Override
    public Hooks read(HooksProperties written, Catalogue catalogue) {
        AllowList allowed = at(
                "address-guard.allow", () -> AllowList.of(written.addressGuard().allow()));
        List<Receiver> receivers = new ArrayList<>();
        Set<Endpoint> seen = new HashSet<>();
        for (int i = 0; i < written.webhooks().size(); i++) {
            String where = "webhooks[" + i + "].";
            Receiver receiver = receiver(where, written.webhooks().get(i), allowed);
            if (!seen.add(receiver.endpoint())) {
                throw new IllegalArgumentException(where + "url: the same once more (expected: each receiver once)");
            }
            receivers.add(receiver);
        }
        return new Hooks(
                receivers,
                allowed,
                thresholds(written.budgets().thresholds()),
                written.budgets().tokens());
    }

    private static Receiver receiver(String where, HooksProperties.Webhook written, AllowList allowed) {
        Endpoint endpoint = at(where + "url", () -> {
            Endpoint read = Endpoint.of(written.url());
            AddressGuard.check(read, allowed);
            return read;
        });
        if (written.secret().length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(where + "secret: "
                    + written.secret().length() + " characters (expected: >= " + SHORTEST_SECRET + ")");
        }
        for (String event : written.events()) {
            if (!EVENTS.contains(event)) {
                throw new IllegalArgumentException(where + "events: " + event + " (expected: of " + EVENTS + ")");
            }
        }
        return new Receiver(endpoint, written.secret(), Set.copyOf(written.events()));
    }

    private static List<Integer> thresholds(List<Integer> written) {
        for (int threshold : written) {
            if (threshold < 1 || threshold > HIGHEST_THRESHOLD) {
                throw new IllegalArgumentException(
                        "budgets.thresholds: " + threshold + " (expected: 1 to " + HIGHEST_THRESHOLD + ")");
            }
        }
        return written.stream().distinct().sorted().toList();
    }

    private static <T> T at(String where, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | AddressRefused wrong) {
            throw new IllegalArgumentException(where + ": " + wrong.getMessage(), wrong);
        }
    }
}
