package ai.gateway.hooks;

import ai.gateway.delivery.Mailboxes;
import ai.gateway.delivery.Means;
import ai.gateway.delivery.Receiver;
import ai.gateway.delivery.Receivers;
import ai.gateway.quota.Allowance.Unit;
import ai.gateway.reach.AddressGuard;
import ai.gateway.reach.AllowList;
import ai.gateway.reach.Endpoint;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** How an event is worded for a receiver, and which receivers want it. */
class WebhooksTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long NOW = 1_770_000_000_123L;

    private static BudgetEvent event(Unit unit) {
        return new BudgetEvent(
                "evt_1",
                "chat/key:al\"ice\n",
                "key:al\"ice\n",
                unit,
                "day-UTC",
                80,
                81_250_000_001L,
                100_000_000_000L,
                Instant.parse("2026-03-02T00:00:00Z"));
    }

    @Test
    void told_event_isWordedForThoseWhoWantIt() {
        try (FaultUpstream receiver = FaultUpstream.start();
                Means means = Means.usual(new AddressGuard(AddressGuard.Resolver.SYSTEM))) {
            receiver.playEverywhere(Script.json(200, "{}"));
            Receivers receivers = new Receivers(
                    List.of(at(receiver, "/budgets", "budget.threshold"), at(receiver, "/limits", "limit.threshold")),
                    AllowList.of(List.of("127.0.0.0/8")));
            Mailboxes mailboxes = new Mailboxes(() -> receivers, means, Mailboxes.Order.ANY);
            try (Webhooks webhooks = new Webhooks(mailboxes, () -> NOW)) {
                webhooks.told(event(Unit.NANO_USD));
                webhooks.told(event(Unit.TOKENS));

                List<SeenRequest> seen = receiver.awaitRequests(2, SOON);
                assertThat(seen).extracting(SeenRequest::uri).containsExactlyInAnyOrder("/budgets", "/limits");
                assertBudget(seen.stream()
                        .filter(each -> each.uri().equals("/budgets"))
                        .findFirst()
                        .orElseThrow());
            }
        }
    }

    private static Receiver at(FaultUpstream receiver, String path, String event) {
        return new Receiver(Endpoint.of(receiver.uri(path).toString()), "a secret of the receiver's", Set.of(event));
    }

    private static void assertBudget(SeenRequest seen) {
        Json body = Json.parse(seen.body());
        assertThat(body.get("id").text()).isEqualTo("evt_1");
        assertThat(body.get("type").text()).isEqualTo("budget.threshold");
        assertThat(body.get("created").text()).isEqualTo("2026-02-02T02:40:00.123Z");
        Json data = body.get("data");
        assertThat(data.get("counter").text()).isEqualTo("chat/key:al\"ice\n");
        assertThat(data.get("used").text()).isEqualTo("81.250000001");
        assertThat(data.get("most").text()).isEqualTo("100");
        assertThat(data.get("unit").text()).isEqualTo("USD");
        assertThat(data.get("threshold").toString()).isEqualTo("80");
        assertThat(data.get("window_end").text()).isEqualTo("2026-03-02T00:00:00Z");
    }
}
