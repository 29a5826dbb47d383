package ai.gateway.alerts;

import ai.gateway.delivery.Receiver.Form;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;

/**
 * What may be written of alerts. Bound with all the rest of {@code ai.gateway}, not as a bean: the annotation is there for the
 * metadata that editors read.
 *
 * @param alerts Who is told when requests fail, answers are slow, targets are out.
 * @param addressGuard Where the gateway may call in its own name.
 */
@ConfigurationProperties("ai.gateway")
record AlertsProperties(
        @DefaultValue Alerts alerts, @DefaultValue AddressGuard addressGuard) {

    /**
     * Who is told when requests fail, answers are slow, targets are out.
     *
     * @param receivers Whom to tell; nothing is watched without one.
     * @param from What this gateway calls itself in alerts; the host's name in the environment, else the application's.
     * @param window How far back requests are looked at.
     * @param minimumRequests So many requests in the window, or nothing of them is told.
     * @param errors Requests that fail.
     * @param latency Answers that take long.
     * @param down Targets and pools that are out.
     * @param reminder How long after the last word it is told again that an alert lasts; 0 for never.
     * @param interval How often it is looked at how things stand. Read once, at the start.
     */
    record Alerts(
            @DefaultValue List<Told> receivers,
            @DefaultValue("") String from,
            @DefaultValue("5m") Duration window,
            @DefaultValue("20") int minimumRequests,
            @DefaultValue Errors errors,
            @DefaultValue Latency latency,
            @DefaultValue Down down,
            @DefaultValue("4h") Duration reminder,
            @DefaultValue("5s") Duration interval) {}

    /**
     * What may be written of one receiver.
     *
     * @param url Where it is: http or https.
     * @param form How it is told: signed, or slack for an incoming webhook of Slack and those who take the same.
     * @param secret By which it checks the signature: 16 characters at least. None with slack, where the URL is the secret.
     * @param kinds What it is told: errors, latency, first-event, target-down, pool-down; all without it.
     */
    record Told(
            @DefaultValue("") String url,
            @DefaultValue("signed") Form form,
            @DefaultValue("") String secret,
            @DefaultValue List<String> kinds) {

        @Override
        public String toString() {
            return "Told";
        }
    }

    /**
     * Requests that fail.
     *
     * @param percent Of a route's or a provider's requests, from which on it is told; it is over at half of it.
     */
    record Errors(@DefaultValue("10") int percent) {}

    /**
     * Answers that take long.
     *
     * @param whole From a request to the end of its answer; what takes longer is slow.
     * @param firstEvent From a request to the first content of its stream; what comes later is slow.
     * @param percent Of answers that are slow, from which on it is told; it is over at half of it.
     */
    record Latency(
            @DefaultValue("2m") Duration whole,
            @DefaultValue("15s") Duration firstEvent,
            @DefaultValue("5") int percent) {}

    /**
     * Targets and pools that are out.
     *
     * @param after For how long, until it is told.
     */
    record Down(@DefaultValue("1m") Duration after) {}

    /**
     * What may be written of the address guard.
     *
     * @param allow Hosts and networks inside that may be called all the same: hooks.corp.example, *.corp.example, 10.1.0.0/16.
     */
    record AddressGuard(@DefaultValue List<String> allow) {}
}
