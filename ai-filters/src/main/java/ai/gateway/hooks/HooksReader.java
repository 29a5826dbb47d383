package ai.gateway.hooks;

import ai.gateway.delivery.Receiver.Form;
import ai.gateway.delivery.ReceiversReader;
import ai.gateway.delivery.ReceiversReader.Written;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.Catalogue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes receivers and thresholds of what is written of them. */
final class HooksReader implements SettingsPart<HooksProperties, Hooks> {

    private static final int HIGHEST_THRESHOLD = 1000;
    private static final ReceiversReader RECEIVERS = new ReceiversReader(
            "webhooks", "events", new TreeSet<>(Set.of(BudgetEvent.OF_BUDGET, BudgetEvent.OF_LIMIT)));

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
        return new Hooks(
                RECEIVERS.read(
                        written.webhooks().stream().map(HooksReader::receiver).toList(),
                        written.addressGuard().allow()),
                thresholds(written.budgets().thresholds()),
                written.budgets().tokens());
    }

    private static Written receiver(HooksProperties.Webhook webhook) {
        return new Written(webhook.url(), Form.SIGNED, webhook.secret(), webhook.events());
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
}
