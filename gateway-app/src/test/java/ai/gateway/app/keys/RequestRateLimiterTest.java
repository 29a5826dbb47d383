package ai.gateway.app.keys;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RealRedis;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The gateway's own limiter, by keys: a real Redis, and behind AiKey a bucket for each of them. */
class RequestRateLimiterTest {

    @Test
    void ask_byKey_eachHasItsOwnBucket() {
        String limiter = "{ name: RequestRateLimiter, args: { key-resolver: '#{@aiKeyResolver}', "
                + "redis-rate-limiter.replenishRate: 1, redis-rate-limiter.burstCapacity: 3600, "
                + "redis-rate-limiter.requestedTokens: 1800 } }";
        String keys = "keys:\n- { name: ann, value: sk-ann-0123456789abcdef }\n"
                + "- { name: bob, value: sk-bob-0123456789abcdef }\n"
                + "redis.enabled: false\n";
        try (RealRedis redis = RealRedis.start();
                KeysBench bench = new KeysBench(
                        GatewayApp.class,
                        keys,
                        KeysBench.route("llm", KeysBench.PATHS, "ai://auto", "AiKey", limiter),
                        "spring.data.redis: { host: 127.0.0.1, port: " + redis.port() + " }\n")) {
            // Spring Data connects when it is first asked, and waits for it; no event loop is to do that.
            bench.gateway.bean(ReactiveStringRedisTemplate.class).hasKey("none").block();
            for (int i = 0; i < 2; i++) {
                Answer answer = bench.ask("whole/m", "sk-ann-0123456789abcdef");
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            }
            Answer limited = bench.ask("whole/m", "sk-ann-0123456789abcdef");
            assertThat(limited.status()).as(limited.head().toString()).isEqualTo(429);
            assertThat(bench.ask("whole/m", "sk-bob-0123456789abcdef").status()).isEqualTo(200);
            assertThat(bench.ask("whole/m", "sk-nobody-0123456789").status()).isEqualTo(401);
        }
    }
}
