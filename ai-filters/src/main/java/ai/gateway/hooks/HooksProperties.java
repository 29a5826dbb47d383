package ai.gateway.hooks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/**
 * What may be written of events and who is told of them. Bound with all the rest of {@code ai.gateway}, not as a bean: the
 * annotation is there for the metadata that editors read.
 *
 * @param webhooks Whom to tell by HTTP, in the order in which they are told.
 * @param addressGuard Where the gateway may call in its own name.
 * @param budgets What of budgets is told.
 */
@ConfigurationProperties("ai.gateway")
record HooksProperties(
        @DefaultValue List<Webhook> webhooks,
        @DefaultValue AddressGuard addressGuard,
        @DefaultValue Budgets budgets) {

    /**
     * What may be written of one receiver.
     *
     * @param url Where it is: http or https.
     * @param secret By which it checks the signature: 16 characters at least.
     * @param events What it is told: budget.threshold, limit.threshold; all without it.
     */
    record Webhook(
            @DefaultValue("") String url,
            @DefaultValue("") String secret,
            @DefaultValue List<String> events) {

        @Override
        public String toString() {
            return "Webhook";
        }
    }

    /**
     * What may be written of the address guard.
     *
     * @param allow Hosts and networks inside that may be called all the same: hooks.corp.example, *.corp.example, 10.1.0.0/16.
     */
    record AddressGuard(@DefaultValue List<String> allow) {}

    /**
     * What may be written of budgets' events.
     *
     * @param thresholds In percent; none switches events off.
     * @param tokens Whether limits of tokens have such events, too.
     */
    record Budgets(
            @DefaultValue({"50", "80", "90", "100"}) List<Integer> thresholds,
            @DefaultValue("false") boolean tokens) {}
}
