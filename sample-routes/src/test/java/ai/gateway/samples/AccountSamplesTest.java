package ai.gateway.samples;

import ai.gateway.app.standin.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import static ai.gateway.samples.Samples.CHAT;
import static ai.gateway.samples.Samples.MESSAGES;
import static ai.gateway.samples.Samples.bearer;
import static ai.gateway.samples.Samples.capped;
import static ai.gateway.samples.Samples.chat;
import static ai.gateway.samples.Samples.cost;
import static ai.gateway.samples.Samples.header;
import static ai.gateway.samples.Samples.provider;
import static ai.gateway.samples.Samples.start;
import static ai.gateway.samples.Samples.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who calls, what they may use, and what it has come to. */
class AccountSamplesTest {

    @Test
    void virtualKeys_callers_areKnownAndAskWhatTheyMay() {
        String[] alice = bearer("alice");
        try (SampleGateway gateway = start("virtual-keys")) {
            HttpResponse<String> small = gateway.post(CHAT, chat("stand-in/small-1", "/words 50"), alice);
            assertThat(small.statusCode()).as(small.body()).isEqualTo(200);
            assertThat(small.body()).contains("\"completion_tokens\":8");
            assertThat(gateway.post(CHAT, chat("quick", "Hello"), alice).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> large = gateway.post(CHAT, chat("stand-in/large-1", "Hello"), alice);
            assertThat(large.statusCode()).isEqualTo(403);
            assertThat(large.body()).contains("not_permitted", "stand-in/small-*");
            assertThat(gateway.post(
                                    MESSAGES,
                                    "{'max_tokens':50,"
                                            + chat("stand-in/large-1", "Hello").substring(1),
                                    "x-api-key",
                                    "sk-bob-of-the-sample")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gateway.post(CHAT, chat("stand-in/small-1", "Hello")).body())
                    .contains("invalid_api_key");
        }
    }

    @Test
    void limitsAndBudgets_keyAndOwner_areRefusedWhatTheyHaveNot() {
        String[] alice = bearer("alice");
        String[] bob = bearer("bob");
        try (SampleGateway gateway = start("limits-and-budgets")) {
            HttpResponse<String> uncapped = gateway.post(CHAT, chat("large-1", "/words 900"), alice);
            HttpResponse<String> greedy = gateway.post(CHAT, capped(1900, chat("small-1", "/words 9")), alice);
            assertThat(uncapped.statusCode()).as(uncapped.body()).isEqualTo(200);
            assertThat(uncapped.body()).contains("\"finish_reason\":\"length\"");
            assertThat(uncapped.headers().firstValue("x-ratelimit-limit-tokens"))
                    .contains("2000");
            assertThat(cost(uncapped)).isEqualByComparingTo(listed(uncapped, "0.000001", "0.00001"));
            assertThat(greedy.statusCode()).isEqualTo(429);
            assertThat(greedy.body()).contains("token_limit_exceeded", "team/key:alice");
            assertThat(greedy.headers().firstValue("retry-after")).isPresent();

            BigDecimal spent = cost(uncapped);
            HttpResponse<String> answer = gateway.post(CHAT, capped(300, chat("large-1", "/words 200")), bob);
            while (answer.statusCode() == 200) {
                spent = spent.add(cost(answer));
                answer = gateway.post(CHAT, capped(300, chat("large-1", "/words 200")), bob);
            }
            assertThat(answer.statusCode()).isEqualTo(402);
            assertThat(answer.body()).contains("budget_exceeded", "team/owner:acme/search");
            assertThat(spent).isBetween(new BigDecimal("0.0065"), new BigDecimal("0.01"));
        }
    }

    @Test
    void limitsAndBudgets_moneyIsSpent_aCheaperModelGoesOn() {
        String path = "/thrifty" + CHAT;
        String asked = capped(150, chat("large-1", "/words 120"));
        try (SampleGateway gateway = start("limits-and-budgets")) {
            HttpResponse<String> first = gateway.post(path, asked, "x-user", "carol");
            HttpResponse<String> second = gateway.post(path, asked, "x-user", "carol");
            HttpResponse<String> other = gateway.post(path, asked, "x-user", "dave");

            assertThat(first.headers().firstValue("x-ai-model")).contains("large-1");
            assertThat(second.headers().firstValue("x-ai-model")).contains("small-1");
            assertThat(other.headers().firstValue("x-ai-model")).contains("large-1");
            assertThat(cost(first)).isEqualByComparingTo(listed(first, "0.000001", "0.00001"));
            assertThat(cost(second)).isEqualByComparingTo(listed(second, "0.0000001", "0.000001"));
        }
    }

    /** What the usage that the answer tells costs at these prices of a token. */
    private static BigDecimal listed(HttpResponse<String> answer, String input, String output) {
        return new BigDecimal(input)
                .multiply(number(answer, "prompt_tokens"))
                .add(new BigDecimal(output).multiply(number(answer, "completion_tokens")));
    }

    private static BigDecimal number(HttpResponse<String> answer, String name) {
        String from = answer.body().split("\"" + name + "\":", 2)[1];
        return new BigDecimal(from.split("\\D", 2)[0]);
    }

    @Test
    void teamLimits_whatOneUses_theTeamHasNot() {
        String asked = capped(900, chat("m", "/words 500"));
        try (SampleGateway gateway = start("team-limits")) {
            assertThat(gateway.post(CHAT, asked, bearer("alice")).statusCode()).isEqualTo(200);
            assertThat(gateway.post(CHAT, asked, bearer("alice")).statusCode()).isEqualTo(200);
            for (String member : List.of("alice", "bob")) {
                HttpResponse<String> refused = gateway.post(CHAT, asked, bearer(member));
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.body()).contains("token_limit_exceeded", "owner:globex/search");
                assertThat(header(refused, "retry-after")).isNotEmpty();
            }
            assertThat(gateway.post(CHAT, asked, bearer("carol")).statusCode()).isEqualTo(200);
            assertThat(gateway.post(CHAT, asked, bearer("carol")).body())
                    .contains("token_limit_exceeded", "(owner:globex)");
            assertThat(gateway.post(CHAT, asked, bearer("dora")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tenantsWithTokens_claims_sayWhoMayWhat(@TempDir Path folder) {
        TenantTokens provider = new TenantTokens();
        String asked = capped(400, chat("stand-in/small-1", "/words 300"));
        String[] ann = provider.of("ann", "initech", "stand-in/small-*");
        try (SampleGateway gateway =
                start("tenants-with-tokens", "--" + TenantTokens.WHOSE + "=" + provider.publicKeyIn(folder))) {
            HttpResponse<String> large = gateway.post(CHAT, chat("stand-in/large-1", "Hello"), ann);
            assertThat(large.statusCode()).isEqualTo(403);
            assertThat(large.body()).contains("not_permitted");
            assertThat(gateway.post(CHAT, asked, ann).statusCode()).isEqualTo(200);
            assertThat(gateway.post(CHAT, asked, ann).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = gateway.post(CHAT, asked, provider.of("abe", "initech", "stand-in/*"));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("token_limit_exceeded", "owner:initech");
            assertThat(gateway.post(CHAT, asked, provider.of("gil", "hooli", "stand-in/*"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gateway.post(CHAT, asked, new TenantTokens().of("ann", "initech", "stand-in/*"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(gateway.post(CHAT, asked).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void metricsOnly_calls_areMeasuredAndPassAsTheyAre() {
        String[] key = {"authorization", "Bearer of-the-client"};
        try (StandIn provider = provider();
                SampleGateway gateway = start("metrics-only", provider)) {
            HttpResponse<String> whole = gateway.post(CHAT, chat("gpt-5.4-mini", "Hello"));
            HttpResponse<String> streamed = gateway.post(CHAT, stream("gpt-5.4-mini", "/words 20"));
            HttpResponse<String> place = gateway.post("/team-a" + CHAT, chat("gpt-5.4-mini", "Hello"), key);

            assertThat(cost(whole)).isPositive();
            assertThat(streamed.body()).contains("\"id\":\"chatcmpl-").endsWith("data: [DONE]\n\n");
            assertThat(place.statusCode()).as(place.body()).isEqualTo(200);
            assertThat(header(place, "x-ai-cost-usd")).isEmpty();
            await().untilAsserted(() -> assertMeasured(
                    gateway.get("/actuator/prometheus").body().lines().toList()));
        }
    }

    private static void assertMeasured(List<String> metrics) {
        for (String name : List.of(
                "gen_ai_server_request_duration_seconds_count",
                "gen_ai_client_token_usage_token_count",
                "ai_gateway_tokens_total")) {
            assertThat(metrics)
                    .anyMatch(line -> line.startsWith(name) && line.contains("\"llm\""))
                    .anyMatch(line -> line.startsWith(name) && line.contains("\"team-a\""));
        }
        assertThat(metrics)
                .anyMatch(line -> line.startsWith("gen_ai_server_time_to_first_token_seconds_count"))
                .anyMatch(line -> line.startsWith("ai_gateway_cost_usd_total"))
                .anyMatch(line -> line.startsWith("ai_gateway_overhead_seconds_count"));
    }
}
