package ai.gateway.alerts;

import ai.gateway.alerts.AlertsProperties.Alerts;
import ai.gateway.alerts.AlertsProperties.Told;
import ai.gateway.delivery.Receivers;
import ai.gateway.delivery.ReceiversReader;
import ai.gateway.delivery.ReceiversReader.Written;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.Catalogue;

import java.time.Duration;
import java.util.Arrays;

/** Makes receivers and rules of what is written of them. */
final class AlertsReader implements SettingsPart<AlertsProperties, AlertSettings> {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final ReceiversReader RECEIVERS = new ReceiversReader(
            "alerts.receivers",
            "kinds",
            Arrays.stream(Kind.values()).map(Kind::word).toList());

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
        Alerts alerts = written.alerts();
        Receivers receivers = RECEIVERS.read(
                alerts.receivers().stream().map(AlertsReader::receiver).toList(),
                written.addressGuard().allow());
        positive("alerts.interval", alerts.interval());
        String from = alerts.from().isBlank() ? host : alerts.from();
        return new AlertSettings(receivers, rules(alerts), from, alerts.interval());
    }

    private static Written receiver(Told told) {
        return new Written(told.url(), told.form(), told.secret(), told.kinds());
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
}
