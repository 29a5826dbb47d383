package ai.gateway.alerts;

import ai.gateway.alerts.AlertsProperties.Alerts;
import ai.gateway.alerts.AlertsProperties.Told;
import ai.gateway.delivery.Receiver;
import ai.gateway.delivery.Receiver.Form;
import ai.gateway.delivery.Receivers;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.Catalogue;
import ai.gateway.reach.AddressGuard;
import ai.gateway.reach.AddressRefused;
import ai.gateway.reach.AllowList;
import ai.gateway.reach.Endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Makes receivers and rules of what is written of them. */
final class AlertsReader implements SettingsPart<AlertsProperties, AlertSettings> {

    private static final int SHORTEST_SECRET = 16;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final List<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::word).toList();

    private final String host;

    /** @param host what this gateway is called where nobody has said it */
    AlertsReader(String host) {
        this.host = host;
    }

    @Override
    public Class<AlertsProperties> written() {
        return AlertsProperties.class;
    }

    @Override
    public Class<AlertSettings> type() {
        return AlertSettings.class;
    }

    @Override
    public AlertSettings read(AlertsProperties written, Catalogue catalogue) {
        AllowList allowed = at(
                "address-guard.allow", () -> AllowList.of(written.addressGuard().allow()));
        Alerts alerts = written.alerts();
        List<Receiver> receivers = new ArrayList<>();
        Set<Endpoint> seen = new HashSet<>();
        for (int i = 0; i < alerts.receivers().size(); i++) {
            String where = "alerts.receivers[" + i + "].";
            Receiver receiver = receiver(where, alerts.receivers().get(i), allowed);
            if (!seen.add(receiver.endpoint())) {
                throw new IllegalArgumentException(where + "url: the same once more (expected: each receiver once)");
            }
            receivers.add(receiver);
        }
        positive("alerts.interval", alerts.interval());
        String from = alerts.from().isBlank() ? host : alerts.from();
        return new AlertSettings(new Receivers(receivers, allowed), rules(alerts), from, alerts.interval());
    }

    private static Receiver receiver(String where, Told written, AllowList allowed) {
        Endpoint endpoint = at(where + "url", () -> {
            Endpoint read = Endpoint.of(written.url());
            AddressGuard.check(read, allowed);
            return read;
        });
        int secret = written.secret().length();
        if (written.form() == Form.SLACK && secret > 0) {
            throw new IllegalArgumentException(where + "secret: " + secret + " characters (expected: none with slack)");
        }
        if (written.form() == Form.SIGNED && secret < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    where + "secret: " + secret + " characters (expected: >= " + SHORTEST_SECRET + ")");
        }
        for (String kind : written.kinds()) {
            if (!KINDS.contains(kind)) {
                throw new IllegalArgumentException(where + "kinds: " + kind + " (expected: of " + KINDS + ")");
            }
        }
        return new Receiver(endpoint, written.form(), written.secret(), Set.copyOf(written.kinds()));
    }

    private static Rules rules(Alerts alerts) {
        percent("alerts.errors.percent", alerts.errors().percent());
        percent("alerts.latency.percent", alerts.latency().percent());
        positive("alerts.window", alerts.window());
        positive("alerts.latency.whole", alerts.latency().whole());
        positive("alerts.latency.first-event", alerts.latency().firstEvent());
        notNegative("alerts.down.after", alerts.down().after());
        notNegative("alerts.reminder", alerts.reminder());
        if (alerts.window().compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("alerts.window: " + alerts.window() + " (expected: <= 1d)");
        }
        if (alerts.minimumRequests() < 1) {
            throw new IllegalArgumentException(
                    "alerts.minimum-requests: " + alerts.minimumRequests() + " (expected: >= 1)");
        }
        return new Rules(
                alerts.window(),
                alerts.minimumRequests(),
                alerts.errors().percent(),
                alerts.latency().percent(),
                alerts.latency().whole(),
                alerts.latency().firstEvent(),
                alerts.down().after(),
                alerts.reminder());
    }

    private static void percent(String where, int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException(where + ": " + percent + " (expected: 1 to 100)");
        }
    }

    private static void positive(String where, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(where + ": " + duration + " (expected: > 0)");
        }
    }

    private static void notNegative(String where, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(where + ": " + duration + " (expected: >= 0)");
        }
    }

    private static <T> T at(String where, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | AddressRefused wrong) {
            throw new IllegalArgumentException(where + ": " + wrong.getMessage(), wrong);
        }
    }
}
